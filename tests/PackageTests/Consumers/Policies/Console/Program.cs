using OpenRouterKeys.Fluent;

Console.WriteLine(KeyRequest.Named("ci-bot").Limit(50m));
