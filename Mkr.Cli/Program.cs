System.Console.WriteLine("mkr");
