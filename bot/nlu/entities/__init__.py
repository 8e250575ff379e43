"""What a message names: addresses, numbers, money, times, people and places, with spans."""
