using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Newtonsoft.Json;
using JsonSerializer = System.Text.Json.JsonSerializer;

namespace OpenRouterKeys.Fluent.Tests.Leaks;

/// <summary>The texts that a value may have in logs, JSON and debuggers.</summary>
internal static class TextRepresentations
{
    private static readonly JsonSerializerOptions WithFields = new() { IncludeFields = true, WriteIndented = true };
    private static readonly JsonSerializerSettings IgnoreLoops = new() { ReferenceLoopHandling = ReferenceLoopHandling.Ignore };

    private static readonly (string Method, Func<object, string?> Format)[] TextMethods =
    [
        ("ToString", value => value.ToString()),
        ("interpolation", value => $"{value,100}"),
        ("string.Format", value => string.Format(CultureInfo.InvariantCulture, "{0:X}", value)),
        ("string.Concat", value => string.Concat("", value)),
        ("a record", value => new Holder(value).ToString()),
        ("an anonymous type", value => new { Value = value }.ToString()),
        ("a tuple", value => (value, 1).ToString()),
        ("a type converter", value => TypeDescriptor.GetConverter(value).ConvertToInvariantString(value)),
        ("Serilog", value => LogOutput.FromSerilog("{Value} {$Value}", value)),
        ("Microsoft.Extensions.Logging", value => LogOutput.FromMicrosoftExtensions("{Value}", value)),
    ];

    private static readonly (string Method, Func<object, string?> Format)[] MemberMethods =
    [
        ("System.Text.Json", value => JsonSerializer.Serialize(value)),
        ("System.Text.Json with fields", value => JsonSerializer.Serialize(new Holder(value), WithFields)),
        ("Newtonsoft.Json", value => JsonConvert.SerializeObject(value)),
        ("Newtonsoft.Json in an object", value => JsonConvert.SerializeObject(new Holder(value), IgnoreLoops)),
        ("Serilog destructuring", value => LogOutput.FromSerilog("{@Value}", value)),
        ("the debugger", value => string.Join('\n', DebuggerView.TextsOf(value))),
    ];

    /// <summary>Requests and updates mask secrets in their text only: their properties and JSON contain the caller's own input.</summary>
    public static IEnumerable<(string Method, string? Text)> Of(object value) =>
        (value is KeyRequest or KeyUpdate ? TextMethods : TextMethods.Concat(MemberMethods)).Select(item => (item.Method, Format(item.Format, value)));

    // The exception of a method that does not support the value may contain its text.
    private static string? Format(Func<object, string?> format, object value)
    {
        try
        {
            return format(value);
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    private sealed record Holder(object Value);
}
