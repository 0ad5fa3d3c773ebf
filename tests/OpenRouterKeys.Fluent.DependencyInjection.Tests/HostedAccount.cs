using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>A simulator, services whose configuration points to it, and what they log.</summary>
public abstract class HostedAccount : IAsyncLifetime
{
    protected OpenRouterSimulator OpenRouter { get; private set; } = null!;

    protected ServiceCollection Services { get; } = [];

    protected FakeLogCollector Log { get; } = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        OpenRouter = await OpenRouterSimulator.StartAsync(Token);
        Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Log)));
    }

    public async ValueTask DisposeAsync()
    {
        await OpenRouter.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The section of an account of the simulator.</summary>
    protected IConfigurationSection Section(object? templates = null, int maxAttempts = 3) => Section(OpenRouter, templates, maxAttempts);

    protected static IConfigurationSection Section(OpenRouterSimulator account, object? templates = null, int maxAttempts = 3) => SectionOf(JsonSerializer.Serialize(new
    {
        ManagementKey = account.ManagementKey.Reveal(),
        account.BaseAddress,
        MaxAttempts = maxAttempts,
        Templates = templates ?? new { },
    }));

    /// <summary>The section as a JSON file has it.</summary>
    protected static IConfigurationSection SectionOf(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "OpenRouterKeys": {{json}} }"""));
        return new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("OpenRouterKeys");
    }

    /// <summary>How many creations have reached the simulator.</summary>
    protected int Creations => OpenRouter.Requests.Count(request => request.Method == "POST");
}
