using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenRouterKeys.Fluent.Testing;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests;

/// <summary>Provides a simulator, a service collection, and the collected log.</summary>
public abstract class HostTestBase : IAsyncLifetime
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

    public virtual async ValueTask DisposeAsync()
    {
        await OpenRouter.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets requests pass before the next fault.</summary>
    protected void LetPass(int requests)
    {
        for (var i = 0; i < requests; i++)
        {
            OpenRouter.EnqueueFault(SimulatedFault.None);
        }
    }

    /// <summary>Creates a configuration section for a client of the simulator.</summary>
    protected IConfigurationSection Section(object? templates = null, int maxAttempts = 3) => Section(OpenRouter, templates, maxAttempts);

    protected static IConfigurationSection Section(OpenRouterSimulator simulator, object? templates = null, int maxAttempts = 3) => SectionOf(JsonSerializer.Serialize(new
    {
        ManagementKey = simulator.ManagementKey.Reveal(),
        simulator.BaseAddress,
        MaxAttempts = maxAttempts,
        Templates = templates ?? new { },
    }));

    /// <summary>Creates a configuration section from JSON.</summary>
    protected static IConfigurationSection SectionOf(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes($$"""{ "OpenRouterKeys": {{json}} }"""));
        return new ConfigurationBuilder().AddJsonStream(stream).Build().GetSection("OpenRouterKeys");
    }

    /// <summary>The number of creation requests that the simulator has received.</summary>
    protected int CreationCount => OpenRouter.Requests.Count(request => request.Method == "POST");
}
