namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>A policy read from JSON: its settings, and everything that is wrong with the text (ORK5000).</summary>
internal sealed class PolicyJson : IPolicy
{
    private readonly List<JsonFinding> _findings = [];
    private readonly List<string> _namePatterns = [];

    private PolicyJson()
    {
    }

    public IReadOnlyList<JsonFinding> Findings => _findings;

    public bool RequireLimit { get; private set; }

    public decimal? MaxLimitUsd { get; private set; }

    public bool RequireReset { get; private set; }

    public bool RequireExpiration { get; private set; }

    public int? MaxLifetimeDays { get; private set; }

    public IReadOnlyList<string> NamePatterns => _namePatterns;

    public bool RequireWorkspace { get; private set; }

    public bool RequireExternalUser { get; private set; }

    public static PolicyJson Read(string text)
    {
        var policy = new PolicyJson();
        var parser = new JsonParser(text);
        if (!parser.Parse(out var root))
        {
            policy.Report("", $"The policy is not JSON: {parser.Error}.", "$", parser.ErrorAt, parser.ErrorAt < text.Length ? 1 : 0);
        }
        else if (root.Kind != JsonKind.Object)
        {
            policy.Report("", "The policy is not an object. Write its properties in braces.", "$", root.Start, root.Length);
        }
        else
        {
            policy.ReadProperties(parser.Properties, text);
        }

        return policy;
    }

    /// <summary>Returns what is wrong with a policy that is built in code: the C# property and the message. Null if nothing is.</summary>
    public static (string Property, string Message)? FindProblem(IPolicy policy)
    {
        if (policy.MaxLimitUsd < 0)
        {
            return ("MaxLimitUsd", NegativeLimit);
        }

        if (policy.MaxLifetimeDays < 1)
        {
            return ("MaxLifetimeDays", ShortLifetime);
        }

        foreach (var pattern in policy.NamePatterns ?? [])
        {
            if (string.IsNullOrEmpty(pattern))
            {
                return ("NamePatterns", EmptyPattern);
            }
        }

        return policy.NamePatterns is null ? ("NamePatterns", "The patterns are null. Use an empty list.")
            : IsContradiction(policy) ? ("RequireReset", Contradiction)
            : null;
    }

    private const string NegativeLimit = "The maximum limit is negative. Use 0 or a positive amount of US dollars.";
    private const string ShortLifetime = "The maximum lifetime is less than 1 day. Use 1 or more days.";
    private const string EmptyPattern = "A name pattern is empty, which no name matches. Remove it, or use '*' for any name.";
    private const string Contradiction = "A reset interval is required, but the maximum limit is 0, which a reset cannot refill. Allow a higher limit, or do not require a reset.";

    private static bool IsContradiction(IPolicy policy) => policy.RequireReset && policy.MaxLimitUsd == 0;

    private void ReadProperties(IReadOnlyList<JsonProperty> properties, string text)
    {
        var read = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            var name = property.Name.Text;
            if (Array.IndexOf(ApiNames.Policy, name) < 0)
            {
                // Editors use $schema to complete the file.
                if (name != "$schema" || property.Value.Kind != JsonKind.String)
                {
                    Report(property.Name, $"$['{Display(name)}']", UnknownMessage(name));
                }
            }
            else if (read.ContainsKey(name))
            {
                Report(property.Name, "$." + name, $"'{name}' appears twice. Remove one.");
            }
            else
            {
                read.Add(name, property.Value);
                if (property.Value.Kind != JsonKind.Null)
                {
                    ReadValue(name, property.Value, text);
                }
            }
        }

        if (IsContradiction(this))
        {
            Report(read[ApiNames.RequireReset], "$." + ApiNames.RequireReset, Contradiction);
        }
    }

    private void ReadValue(string name, JsonValue value, string text)
    {
        switch (name)
        {
            case ApiNames.MaxLimitUsd when value.Kind == JsonKind.Number && DecimalText.TryRead(value.Text.AsSpan(), out var usd):
                MaxLimitUsd = usd < 0 ? null : DecimalText.Normalize(usd);
                ReportIf(usd < 0, name, value, NegativeLimit);
                break;
            case ApiNames.MaxLifetimeDays when value.Kind == JsonKind.Number && DecimalText.TryRead(value.Text.AsSpan(), out var days)
                && days == decimal.Truncate(days) && days is >= int.MinValue and <= int.MaxValue:
                MaxLifetimeDays = days < 1 ? null : (int)days;
                ReportIf(days < 1, name, value, ShortLifetime);
                break;
            case ApiNames.NamePatterns when value.Kind == JsonKind.Array:
                ReadPatterns(value, text);
                break;
            case ApiNames.RequireLimit or ApiNames.RequireReset or ApiNames.RequireExpiration or ApiNames.RequireWorkspace or ApiNames.RequireExternalUser
                when value.Kind is JsonKind.True or JsonKind.False:
                Set(name, value.Kind == JsonKind.True);
                break;
            default:
                Report(value, "$." + name, $"'{name}' must be {Requirement(name)}, or null.");
                break;
        }
    }

    private void ReadPatterns(JsonValue array, string text)
    {
        var index = 0;
        foreach (var item in JsonParser.ItemsOf(array, text))
        {
            var path = $"$.{ApiNames.NamePatterns}[{index++}]";
            if (item.Kind != JsonKind.String)
            {
                Report(item, path, $"'{ApiNames.NamePatterns}' must contain only strings.");
            }
            else if (item.Text.Length == 0)
            {
                Report(item, path, EmptyPattern);
            }
            else
            {
                _namePatterns.Add(item.Text);
            }
        }
    }

    private void Set(string name, bool value)
    {
        switch (name)
        {
            case ApiNames.RequireLimit:
                RequireLimit = value;
                break;
            case ApiNames.RequireReset:
                RequireReset = value;
                break;
            case ApiNames.RequireExpiration:
                RequireExpiration = value;
                break;
            case ApiNames.RequireWorkspace:
                RequireWorkspace = value;
                break;
            default:
                RequireExternalUser = value;
                break;
        }
    }

    private static string Requirement(string name) => name switch
    {
        ApiNames.MaxLimitUsd => "a number of US dollars that a decimal can hold exactly",
        ApiNames.MaxLifetimeDays => "a whole number of days",
        ApiNames.NamePatterns => "an array of strings, as in [\"ci-*\"]",
        _ => "true or false",
    };

    private static string UnknownMessage(string name) => $"'{Display(name)}' is not a property of a policy. "
        + (PropertySuggestion.FindNearest(name, ApiNames.Policy) is { } nearest ? $"Did you mean '{nearest}'?" : $"Use one of these: {string.Join(", ", ApiNames.Policy)}.");

    // The text may be a pasted key, or very long.
    private static string Display(string text) => LogText.FromName(text);

    private void ReportIf(bool isWrong, string name, JsonValue value, string message)
    {
        if (isWrong)
        {
            Report(value, "$." + name, message);
        }
    }

    private void Report(JsonValue at, string path, string message) => Report(PropertyOf(path), message, path, at.Start, at.Length);

    private void Report(string property, string message, string path, int start, int length) =>
        _findings.Add(new(PolicyRules.PolicyIsInvalid, property, message, path, start, length));

    // $.max_limit_usd is MaxLimitUsd.
    private static string PropertyOf(string path)
    {
        var name = Array.Find(ApiNames.Policy, known => path == "$." + known || path.StartsWith("$." + known + "[", StringComparison.Ordinal));
        return name is null ? "" : string.Concat(Array.ConvertAll(name.Split('_'), word => char.ToUpperInvariant(word[0]) + word.Substring(1)));
    }
}
