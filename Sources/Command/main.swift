print("lamplight")
