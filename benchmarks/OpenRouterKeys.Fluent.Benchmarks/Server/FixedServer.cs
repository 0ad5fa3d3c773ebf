using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>Answers each POST with the same new key, and each GET with a page of a list.</summary>
internal sealed class FixedServer(WebApplication application) : IAsyncDisposable
{
    public const string Token = "sk-or-v1-ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff";
    private const string AddressVariable = "OPENROUTERKEYS_BENCHMARK_ADDRESS";
    private const int KeysOfPage = 100;

    private static readonly ConcurrentDictionary<(int Offset, int Keys), byte[]> Pages = [];

    /// <summary>Where the server of the process that runs the benchmarks is; it is inherited by those.</summary>
    public static Uri Address => new(Environment.GetEnvironmentVariable(AddressVariable)
        ?? throw new InvalidOperationException("The benchmarks run in processes of their own, started by this program."));

    /// <summary>Where a list has this many keys.</summary>
    public static Uri AddressOfList(int keys) => new(Address, string.Create(CultureInfo.InvariantCulture, $"{keys}/"));

    public static async Task<FixedServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.MapPost("/keys", CreateAsync);
        application.MapGet("/{all:int}/keys", ListAsync);
        await application.StartAsync();
        Environment.SetEnvironmentVariable(AddressVariable, application.Urls.Single() + "/");
        return new(application);
    }

    public ValueTask DisposeAsync() => application.DisposeAsync();

    private static async Task CreateAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        await AnswerAsync(context.Response, StatusCodes.Status201Created, Examples.Created);
    }

    private static Task ListAsync(HttpContext context, int all, int offset = 0)
    {
        var keys = Math.Clamp(all - offset, 0, KeysOfPage);
        return AnswerAsync(context.Response, StatusCodes.Status200OK, Pages.GetOrAdd((offset, keys), page => Examples.List(page.Keys, page.Offset)));
    }

    private static async Task AnswerAsync(HttpResponse response, int status, byte[] body)
    {
        response.StatusCode = status;
        response.ContentType = "application/json";
        response.ContentLength = body.Length;
        await response.Body.WriteAsync(body);
    }
}
