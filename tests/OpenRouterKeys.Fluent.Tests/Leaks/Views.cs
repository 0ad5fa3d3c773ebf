using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The ways in which a value becomes text in someone's log.</summary>
internal static class Views
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true, WriteIndented = true };
    private static readonly JsonSerializerSettings WithLoops = new() { ReferenceLoopHandling = ReferenceLoopHandling.Ignore };

    private static readonly (string Way, Func<object, string?> Show)[] AsText =
    [
        ("ToString", value => value.ToString()),
        ("interpolation", value => $"{value,100}"),
        ("string.Format", value => string.Format(CultureInfo.InvariantCulture, "{0:X}", value)),
        ("string.Concat", value => string.Concat("", value)),
        ("a record", value => new Holder(value).ToString()),
        ("an anonymous type", value => new { Value = value }.ToString()),
        ("a tuple", value => (value, 1).ToString()),
        ("a type converter", value => TypeDescriptor.GetConverter(value).ConvertToInvariantString(value)),
        ("Serilog's text", value => Logs.Serilog("{Value} {$Value}", value)),
        ("a logger's text", value => Logs.Microsoft("{Value}", value)),
    ];

    private static readonly (string Way, Func<object, string?> Show)[] TakenApart =
    [
        ("System.Text.Json", value => JsonSerializer.Serialize(value)),
        ("System.Text.Json with fields", value => JsonSerializer.Serialize(new Holder(value), WithFields)),
        ("Newtonsoft.Json", value => JsonConvert.SerializeObject(value)),
        ("Newtonsoft.Json with loops", value => JsonConvert.SerializeObject(new Holder(value), WithLoops)),
        ("Serilog's destructuring", value => Logs.Serilog("{@Value}", value)),
        ("the debugger", value => string.Join('\n', Debugger.Shows(value))),
    ];

    /// <summary>A request's or change's JSON is what is sent, and its properties are what the caller put there: only its text is masked.</summary>
    public static IEnumerable<(string Way, string? Text)> Of(object value) =>
        (value is KeyRequest or KeyUpdate ? AsText : AsText.Concat(TakenApart)).Select(view => (view.Way, Show(view.Show, value)));

    // What refuses to show a value may tell of it in its exception.
    private static string? Show(Func<object, string?> show, object value)
    {
        try
        {
            return show(value);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private sealed record Holder(object Value);
}
