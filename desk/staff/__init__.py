"""Those who work the register: who they are, how they prove it, and how long that holds."""
