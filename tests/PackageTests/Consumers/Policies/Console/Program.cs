using OpenRouterKeys.Fluent;

Console.WriteLine(KeyRequest.Named("ci-bot").Limit(500m)); // error ORK5002
