// The demo page with the stand-in behind it: node test/serve.js [port]
import {StandIn} from './standin.js'

const standIn = new StandIn()
standIn.pace = 400
await standIn.listen(Number(process.argv[2] ?? 5199))
console.log(`${standIn.url}/`)
