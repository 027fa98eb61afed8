Console.WriteLine("cos: no verbs yet");
return 0;
