var app = WebApplication.CreateBuilder(args).Build();
app.MapGet("/", () => Limits.Tier.LimitUsd);
app.Run();
