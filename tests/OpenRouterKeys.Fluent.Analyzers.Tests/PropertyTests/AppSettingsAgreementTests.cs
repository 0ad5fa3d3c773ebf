using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenRouterKeys.Fluent.Analyzers.Tests.Configuration;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Tests that the build reports for one appsettings file what the host reports when it starts with that file alone.</summary>
public sealed partial class AppSettingsAgreementTests : IDisposable
{
    private const int FilesPerRun = 250;
    private static readonly string OutputFile = Path.Combine(AppContext.BaseDirectory, "openrouter-keys.policy.json");

    // The default is for CI. By hand: AGREEMENT_CALL_SITES=100000.
    private static readonly int FileCount = int.Parse(Environment.GetEnvironmentVariable("AGREEMENT_CALL_SITES") ?? "20000", CultureInfo.InvariantCulture) / 5;

    public void Dispose() => File.Delete(OutputFile);

    // The seeds are fixed, and a failure prints the file.
    [Fact]
    public async Task Build_and_host_agree_on_generated_files()
    {
        var reported = new SortedSet<string>();
        for (var seed = 0; seed < FileCount / FilesPerRun; seed++)
        {
            var settings = new GeneratedSettings(seed);
            var policyFile = seed % 2 == 0 ? null : """{ "max_limit_usd": 50, "require_expiration": true, "name_patterns": ["ci-*"] }""";
            if (policyFile is not null)
            {
                await File.WriteAllTextAsync(OutputFile, policyFile, TestContext.Current.CancellationToken);
            }

            var files = Enumerable.Range(0, FilesPerRun).Select(n => ($"/app/appsettings.{n}.json", settings.NextFile())).ToList();
            var policies = policyFile is null ? Array.Empty<(string, string)>() : [("/app/openrouter-keys.policy.json", policyFile)];
            var messagesByFile = (await AppSettingsRun.AnalyzeAsync([.. files, .. policies]))
                .ToLookup(d => d.Location.GetLineSpan().Path, d => $"{d.Id}: {d.GetMessage(CultureInfo.InvariantCulture)}");
            foreach (var (path, text) in files)
            {
                // If a name is repeated in another case, the host's configuration decides which spelling it keeps.
                var host = GetHostMessages(text).Order(StringComparer.OrdinalIgnoreCase).ToList();
                var build = messagesByFile[path].Order(StringComparer.OrdinalIgnoreCase);
                Assert.Equal($"{text}\n{string.Join('\n', host)}", $"{text}\n{string.Join('\n', build)}", ignoreCase: true);
                reported.UnionWith(host.Select(message => message[..7]));
            }

            File.Delete(OutputFile);
        }

        string[] rules =
            ["ORK1004", "ORK1005", "ORK1006", "ORK1008", "ORK1009", "ORK1010", "ORK1012", "ORK1013", "ORK4002", "ORK4003", "ORK5000", "ORK5002"];
        Assert.Equal(rules, reported); // every rule that a file can violate
    }

    private static List<string> GetHostMessages(string json)
    {
        IConfigurationRoot configuration;
        try
        {
            configuration = new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(json))).Build();
        }
        catch (Exception exception) when (exception is FormatException or InvalidOperationException or System.Text.Json.JsonException)
        {
            return []; // reported without an id
        }

        using var log = new Warnings();
        var services = new ServiceCollection().AddLogging(logging => logging.AddProvider(log));
        services.AddOpenRouterKeys(configuration.GetSection("OpenRouterKeys"));
        using var provider = services.BuildServiceProvider();
        var failures = Record.Exception(provider.GetRequiredService<IOpenRouterKeysClient>) is OptionsValidationException invalid ? invalid.Failures : [];

        // Missing values may be in another file, and the build has no current time.
        return
        [
            .. failures.Where(failure => !failure.EndsWith("'external.user' is missing. Set the user, or remove 'external'.", StringComparison.Ordinal))
                .Where(failure => IdRegex().IsMatch(failure)).Select(FromId).Where(message => !message.StartsWith("ORK5005", StringComparison.Ordinal)),
            .. log.Messages,
        ];
    }

    private static string FromId(string message) => message[IdRegex().Match(message).Index..];

    [GeneratedRegex(@"ORK\d{4}")]
    private static partial Regex IdRegex();

    private sealed class Warnings : ILoggerProvider, ILogger
    {
        public List<string> Messages { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel == LogLevel.Warning)
            {
                Messages.Add(FromId(formatter(state, exception)));
            }
        }

        public void Dispose()
        {
        }
    }
}

/// <summary>Generates appsettings files: mostly readable ones, with nested and flattened keys in any case, and values of any kind.</summary>
internal sealed class GeneratedSettings(int seed)
{
    private static readonly string[] Names =
    [
        "limit", "limit", "limit", "Limit", "limit_reset", "LIMIT_RESET", "include_byok_in_limit", "expires_at", "creator_user_id", "workspace_id", "external",
        "External", "name", "Name", "limt", "LimitReset", "0", "",
    ];

    private static readonly string[] PolicyNames =
        ["require_limit", "Max_Limit_Usd", "max_limit_usd", "max_limit_usd", "require_reset", "max_lifetime_days", "name_patterns", "require_workspace", "$schema", "max_limit"];

    private static readonly string[] Scalars =
    [
        "5", "-5", "500", "0", "1e2", "1e-30", "0.1234567890123456", "\"5\"", "\" 5 \"", "\"-5\"", "\"5,5\"", "\"\"", "null", "true", "false", "\"True\"", "\"yes\"", "\"daily\"",
        "\"Monthly\"", "\"2099-12-31T23:59:59Z\"", "\"2020-01-01T00:00:00Z\"", "\"2099-12-31\"", "\"0df9e665-d932-5740-b2c7-b52af166bc11\"", "\"00000000-0000-0000-0000-000000000000\"",
        "\"u\"", "\" \"", "\"sk-or-v1-0123456789abcdef\"", "\"0123456789abcdef0123456789abcdef\"", "\"a\\nb\\\"\\\\\"", "\"ci-*\"", "[]", "{}", "[5]", "{ \"a\": 5 }", "[[], {}]",
    ];

    private readonly Random _random = new(seed);

    public string NextFile()
    {
        var properties = new List<string> { "\"OpenRouterKeys:ManagementKey\": \"key\"" };
        properties.AddRange(Several(2, () => Nested("OpenRouterKeys", Section)));
        var text = Object(properties);
        return _random.Next(20) switch
        {
            0 => text.Remove(_random.Next(text.Length), 1),
            1 => text.Insert(_random.Next(text.Length), Pick(["/* c */", "// c\n", " ", "\n", ",", "\uFEFF", "\0"])),
            _ => text,
        };
    }

    private string Section() => Object(Several(3, () => _random.Next(6) switch
    {
        0 => Nested("Policy", () => _random.Next(8) == 0 ? Pick(Scalars) : Object(Several(3, () => $"\"{Pick(PolicyNames)}\": {PolicyValue()}"))),
        1 => $"\"{Pick(["Adress", "Template", "maxattempts:x", ":"])}\": {Pick(Scalars)}",
        2 => $"\"PolicyFile\": {Pick(["\"\"", "null"])}",
        _ => Nested("Templates", () => _random.Next(20) == 0 ? Pick(Scalars) : Object(Several(3, () => Nested(Pick(["ci", "CI", "free-tier", ""]), Template)))),
    }));

    private string PolicyValue() => _random.Next(3) switch
    {
        0 => Pick(["10", "100", "\"100\"", "true", "\"false\"", "0", "365"]),
        1 => $"[{string.Join(", ", Several(3, () => Pick(Scalars)))}]",
        _ => Pick(Scalars),
    };

    private string Template() => _random.Next(10) == 0 ? Pick(Scalars) : Object(Several(4, () => Pick(Names) is var name && name is "external" or "External" && _random.Next(3) > 0
        ? Nested(name, () => Object(Several(3, () => $"\"{Pick(["user", "USER", "api_key", "usr"])}\": {Pick(Scalars)}")))
        : $"\"{name}\": {Pick(Scalars)}"));

    // One property, or the flattened keys of its value's properties.
    private string Nested(string name, Func<string> value)
    {
        var spelled = _random.Next(4) == 0 ? name.ToUpperInvariant() : name;
        var text = value();
        return _random.Next(4) == 0 && text.StartsWith("{ \"", StringComparison.Ordinal) ? $"\"{spelled}:{text[3..^2].TrimEnd(' ', ',')}" : $"\"{spelled}\": {text}";
    }

    private string Object(IEnumerable<string> properties) =>
        $"{{ {string.Join(_random.Next(5) == 0 ? ", // c\n" : ", ", properties)}{(_random.Next(6) == 0 && properties.Any() ? "," : "")} }}";

    private List<string> Several(int max, Func<string> next) => [.. Enumerable.Range(0, _random.Next(max + 1)).Select(_ => next())];

    private T Pick<T>(T[] items) => items[_random.Next(items.Length)];
}
