using Rotation;

var builder = Host.CreateApplicationBuilder(args);
builder.Services.AddOpenRouterKeys(builder.Configuration.GetSection("OpenRouterKeys"));
builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddSingleton<IVault>(new FileVault("application.key"));
builder.Services.AddHostedService<MonthlyRotation>();
using var host = builder.Build();
await host.RunAsync();
