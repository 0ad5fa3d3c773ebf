namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>A key request read from JSON: its values, and every rule that it violates.</summary>
internal sealed class RequestJson
{
    private readonly List<JsonFinding> _findings = [];
    private readonly string _text;
    private readonly IPolicy? _policy;
    private readonly bool _isPartial;

    private RequestJson(string text, IPolicy? policy, bool isPartial) => (_text, _policy, _isPartial) = (text, policy, isPartial);

    public IReadOnlyList<JsonFinding> Findings => _findings;

    public string Name { get; private set; } = "";

    public decimal? LimitUsd { get; private set; }

    public LimitReset LimitReset { get; private set; }

    public bool? IncludeByokInLimit { get; private set; }

    public DateTimeOffset? Expiration { get; private set; }

    public Guid? WorkspaceId { get; private set; }

    public string? CreatorUserId { get; private set; }

    public string? ExternalUser { get; private set; }

    /// <summary>A secret.</summary>
    public string? ExternalApiKey { get; private set; }

    /// <param name="text">The JSON text.</param>
    /// <param name="isTemplate">True for a template, which may lack settings, such as its name.</param>
    /// <param name="policy">A policy for the name and the limit; null: none.</param>
    /// <param name="isPartial">True for one of several sources, which may lack any property.</param>
    public static RequestJson Read(string text, bool isTemplate = false, IPolicy? policy = null, bool isPartial = false)
    {
        var request = new RequestJson(text, policy, isPartial);
        var parser = new JsonParser(text);
        if (!parser.Parse(out var root))
        {
            var at = parser.ErrorAt;
            request._findings.Add(new(JsonRules.NotJson, "", $"The text is not JSON: {parser.Error}.", "$", at, at < text.Length ? 1 : 0));
        }
        else if (root.Kind != JsonKind.Object)
        {
            request._findings.Add(new(JsonRules.WrongType, "", "The JSON is not an object. Write the properties of a key request in braces.", "$", root.Start, root.Length));
        }
        else
        {
            var read = request.ReadValues(parser.Properties, isExternal: false);
            if (!isTemplate)
            {
                request.CheckPresence(read, ApiNames.Name, root, isExternal: false);
            }
        }

        return request;
    }

    private Dictionary<string, JsonValue> ReadValues(IReadOnlyList<JsonProperty> properties, bool isExternal)
    {
        var read = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var property in properties)
        {
            var place = new PropertyLocation(property.Name.Text, isExternal);
            if (!place.IsKnown)
            {
                Report(JsonRules.UnknownProperty, place, property.Name, place.UnknownMessage);
            }
            else if (read.ContainsKey(property.Name.Text))
            {
                Report(JsonRules.UnknownProperty, place, property.Name, place.DuplicateMessage);
            }
            else
            {
                read.Add(property.Name.Text, property.Value);
                ReadValue(place, property.Name.Text, property.Value);
            }
        }

        return read;
    }

    private void CheckPresence(Dictionary<string, JsonValue> read, string name, JsonValue parent, bool isExternal)
    {
        if (!_isPartial && !read.ContainsKey(name))
        {
            var place = new PropertyLocation(name, isExternal);
            Report(JsonRules.WrongType, place, parent, place.MissingMessage);
        }
    }

    private void ReadValue(PropertyLocation place, string name, JsonValue value)
    {
        switch (name)
        {
            case ApiNames.Name when value.Kind == JsonKind.String:
                Name = value.Text;
                Check(KeyRules.Name, place, value, Name);
                ReportViolation(_policy is null ? null : PolicyRules.CheckName(_policy, Name), place, value);
                break;
            case ApiNames.Limit when value.Kind == JsonKind.Number && DecimalText.TryRead(value.Text.AsSpan(), out var limit):
                LimitUsd = limit;
                Check(KeyRules.Limit, place, value, limit);
                ReportViolation(_policy is null ? null : PolicyRules.CheckLimit(_policy, limit), place, value);
                break;
            case ApiNames.LimitReset when value.Kind == JsonKind.String:
                LimitReset = ApiNames.ParseInterval(value.Text);
                if (KeyRules.ResetIsUndefined.IsViolatedBy(LimitReset))
                {
                    Report(KeyRules.ResetIsUndefined, place, value, PropertyLocation.UnknownIntervalMessage(value.Text));
                }

                break;
            case ApiNames.IncludeByokInLimit when value.Kind is JsonKind.True or JsonKind.False:
                IncludeByokInLimit = value.Kind == JsonKind.True;
                break;
            case ApiNames.ExpiresAt when value.Kind == JsonKind.String && InstantText.TryRead(value.Text, out var expiration):
                Expiration = expiration;
                Check([KeyRules.ExpirationHasPassed], place, value, (expiration, KeyRules.EarliestNow));
                break;
            case ApiNames.CreatorUserId when value.Kind == JsonKind.String:
                CreatorUserId = value.Text;
                Check([KeyRules.CreatorIsBlank], place, value, CreatorUserId);
                break;
            case ApiNames.WorkspaceId when value.Kind == JsonKind.String && GuidText.TryRead(value.Text, out var workspace):
                WorkspaceId = workspace;
                Check([KeyRules.WorkspaceIsEmpty], place, value, workspace);
                break;
            case ApiNames.External when value.Kind == JsonKind.Object:
                CheckPresence(ReadValues(JsonParser.PropertiesOf(value, _text), isExternal: true), ApiNames.User, value, isExternal: true);
                break;
            case ApiNames.User when value.Kind == JsonKind.String:
                ExternalUser = value.Text;
                Check([KeyRules.ExternalUserIsInvalid], place, value, ExternalUser);
                break;
            case ApiNames.ApiKey when value.Kind == JsonKind.String:
                ExternalApiKey = value.Text;
                Check([KeyRules.ExternalApiKeyIsShort], place, value, ExternalApiKey);
                break;
            case ApiNames.Limit or ApiNames.LimitReset or ApiNames.ExpiresAt or ApiNames.CreatorUserId when value.Kind == JsonKind.Null:
                break;
            default:
                Report(JsonRules.WrongType, place, value, place.WrongTypeMessage);
                break;
        }
    }

    private void Check<T>(IEnumerable<Rule<T>> rules, PropertyLocation place, JsonValue at, T value)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(value))
            {
                Report(rule, place, at);
            }
        }
    }

    private void ReportViolation(PolicyViolation? violation, PropertyLocation place, JsonValue at)
    {
        if (violation is not null)
        {
            Report(violation.Rule, place, at, violation.Message);
        }
    }

    private void Report(Rule rule, PropertyLocation place, JsonValue at, string? message = null) =>
        _findings.Add(new(rule, place.Property, message ?? rule.Message, place.Path, at.Start, at.Length));
}
