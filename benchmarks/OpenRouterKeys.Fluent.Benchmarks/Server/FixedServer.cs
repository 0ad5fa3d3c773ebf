using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Returns the same created key for each POST, and a page of keys or the only workspace for each GET.</summary>
internal sealed class FixedServer(WebApplication application) : IAsyncDisposable
{
    public const string Token = "sk-or-v1-ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string AddressVariable = "OPENROUTERKEYS_BENCHMARK_ADDRESS";
    private const int PageSize = 100;

    private static readonly ConcurrentDictionary<(int Offset, int Count), byte[]> Pages = [];

    /// <summary>The server's address, which child processes inherit in an environment variable.</summary>
    public static Uri Address => new(Environment.GetEnvironmentVariable(AddressVariable)
        ?? throw new InvalidOperationException("The server is not running. Start benchmarks with this program's command line."));

    /// <summary>Returns the base address of an account with this many keys.</summary>
    public static Uri GetListAddress(int count) => new(Address, string.Create(CultureInfo.InvariantCulture, $"{count}/"));

    public static async Task<FixedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.MapPost("/keys", CreateAsync);
        application.MapGet("/{total:int}/keys", ListAsync);
        application.MapGet("/{total:int}/workspaces", static context => RespondAsync(context.Response, StatusCodes.Status200OK, Examples.Workspaces));
        await application.StartAsync();
        Environment.SetEnvironmentVariable(AddressVariable, application.Urls.Single() + "/");
        return new(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task CreateAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await RespondAsync(context.Response, StatusCodes.Status201Created, Examples.Created);
    }

    private static Task ListAsync(HttpContext context, int total, int offset = 0)
    {
        var count = Math.Clamp(total - offset, 0, PageSize);
        var body = Pages.GetOrAdd((offset, count), page => Examples.CreateList(page.Count, page.Offset));
        return RespondAsync(context.Response, StatusCodes.Status200OK, body);
    }

    private static async Task RespondAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
