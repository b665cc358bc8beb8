raise ImportError("hidden for a test", name="numpy")
