using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenRouterKeys.Fluent.Tests.Http;

namespace OpenRouterKeys.Fluent.Tests.Telemetry;

/// <summary>A client with <see cref="OpenRouterKeysOptions.LoggerFactory"/>, and without.</summary>
public sealed class LoggerFactoryTests
{
    private readonly FakeLogCollector _log = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Calls_are_logged_without_the_secret()
    {
        await LogCreationAsync(LogLevel.Trace);

        var record = Assert.Single(_log.GetSnapshot());
        Assert.Equal(("OpenRouterKeys.Fluent", LogLevel.Information, 1), (record.Category, record.Level, record.Id.Id));
        Assert.Equal("A key was created (hash: h1)", record.Message);
    }

    [Fact]
    public async Task Disabled_level_is_not_logged()
    {
        await LogCreationAsync(LogLevel.Warning);

        Assert.Empty(_log.GetSnapshot());
    }

    [Fact]
    public async Task Client_without_LoggerFactory_does_not_load_the_logging_assembly()
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        var context = new RecordingLoadContext();
        var type = context.LoadFromAssemblyPath(typeof(Creation).Assembly.Location).GetType(typeof(Creation).FullName!)!;
        await (Task)type.GetMethod(nameof(Creation.RunAsync))!.Invoke(null, [server.BaseAddress])!;

        Assert.Equal(1, server.BodyCount);
        Assert.Contains("Flurl.Http", context.Requested);
        Assert.DoesNotContain("Microsoft.Extensions.Logging.Abstractions", context.Requested);
    }

    private async Task LogCreationAsync(LogLevel minLevel)
    {
        await using var server = new RawServer(RawServer.Respond(201, RawServer.Created));
        using var provider = new FakeLoggerProvider(_log);
        using var loggers = new LoggerFactory([provider], new LoggerFilterOptions { MinLevel = minLevel });
        using var client = new OpenRouterKeysClient(
            ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = server.BaseAddress, LoggerFactory = loggers });
        await client.CreateAsync(KeyRequest.Named("ci-bot"), Token);
    }

    /// <summary>The first creation of a process.</summary>
    public static class Creation
    {
        public static async Task RunAsync(Uri address)
        {
            using var client = new OpenRouterKeysClient(ManagementKey.From(TestSecrets.ManagementKey), new() { BaseAddress = address });
            await client.CreateAsync(KeyRequest.Named("ci-bot"));
        }
    }

    /// <summary>Loads the library again, as a new process does, and records the assemblies that the runtime requests for it.</summary>
    private sealed class RecordingLoadContext() : AssemblyLoadContext(null)
    {
        public List<string> Requested { get; } = [];

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            Requested.Add(assemblyName.Name!);
            return assemblyName.Name == typeof(OpenRouterKeysClient).Assembly.GetName().Name
                ? LoadFromAssemblyPath(typeof(OpenRouterKeysClient).Assembly.Location)
                : null;
        }
    }
}
