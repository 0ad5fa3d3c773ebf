namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>A key request read from its wire form: the facts that it states, and every rule that it breaks.</summary>
internal sealed class RequestJson
{
    private readonly List<JsonFinding> _findings = [];

    private RequestJson()
    {
    }

    public IReadOnlyList<JsonFinding> Findings => _findings;

    public string Name { get; private set; } = "";

    public decimal? LimitUsd { get; private set; }

    public LimitReset LimitReset { get; private set; }

    public bool? IncludeByokInLimit { get; private set; }

    public DateTimeOffset? Expiration { get; private set; }

    public Guid? WorkspaceId { get; private set; }

    public string? CreatorUserId { get; private set; }

    /// <param name="text">The wire form.</param>
    /// <param name="isTemplate">Whether it may lack a name, which is given later.</param>
    public static RequestJson Read(string text, bool isTemplate = false)
    {
        var request = new RequestJson();
        var parser = new JsonParser(text);
        if (!parser.Parse(out var root))
        {
            var at = parser.ErrorAt;
            request._findings.Add(new(JsonRules.NotJson, "", $"The text is not JSON: {parser.Error}", "$", at, at < text.Length ? 1 : 0));
        }
        else if (root.Kind != JsonKind.Object)
        {
            request._findings.Add(new(JsonRules.WrongType, "", "The JSON is not an object: give the members of a key request in braces", "$", root.Start, root.Length));
        }
        else
        {
            request.ReadMembers(parser.Members, root, isTemplate);
        }

        return request;
    }

    private void ReadMembers(IReadOnlyList<JsonMember> members, JsonValue root, bool isTemplate)
    {
        var read = new Dictionary<string, JsonValue>(StringComparer.Ordinal);
        foreach (var member in members)
        {
            var place = new PropertyLocation(member.Name.Text);
            if (!place.IsKnown)
            {
                Report(JsonRules.UnknownMember, place, member.Name, place.Unknown);
            }
            else if (read.ContainsKey(member.Name.Text))
            {
                Report(JsonRules.UnknownMember, place, member.Name, $"The member {member.Name.Text} stands twice: keep one of them");
            }
            else
            {
                read.Add(member.Name.Text, member.Value);
                ReadValue(place, member.Name.Text, member.Value);
            }
        }

        if (!isTemplate && !read.ContainsKey(PropertyNames.Name))
        {
            Report(JsonRules.WrongType, new PropertyLocation(PropertyNames.Name), root, "The member name is missing: every key has one");
        }

        if (ResetRules.WithoutLimit.IsViolatedBy((LimitReset, LimitUsd is not null || read.ContainsKey(PropertyNames.Limit) && read[PropertyNames.Limit].Kind != JsonKind.Null)))
        {
            Report(ResetRules.WithoutLimit, new PropertyLocation(PropertyNames.LimitReset), read[PropertyNames.LimitReset]);
        }
    }

    private void ReadValue(PropertyLocation place, string member, JsonValue value)
    {
        switch (member)
        {
            case PropertyNames.Name when value.Kind == JsonKind.String:
                Name = value.Text;
                Check(NameRules.All, place, value, Name);
                break;
            case PropertyNames.Limit when value.Kind == JsonKind.Number && DecimalText.TryRead(value.Text.AsSpan(), out var limit):
                LimitUsd = limit;
                Check(LimitRules.All, place, value, limit);
                break;
            case PropertyNames.LimitReset when value.Kind == JsonKind.String:
                LimitReset = IntervalNames.Parse(value.Text);
                Check([ResetRules.Undefined], place, value, LimitReset);
                break;
            case PropertyNames.IncludeByokInLimit when value.Kind is JsonKind.True or JsonKind.False:
                IncludeByokInLimit = value.Kind == JsonKind.True;
                break;
            case PropertyNames.ExpiresAt when value.Kind == JsonKind.String && InstantText.TryRead(value.Text, out var expiry):
                Expiration = expiry;
                Check([ExpirationRules.Passed], place, value, (expiry, ExpirationRules.EarliestNow));
                break;
            case PropertyNames.CreatorUserId when value.Kind == JsonKind.String:
                CreatorUserId = value.Text;
                Check([CreatorRules.Blank], place, value, CreatorUserId);
                break;
            case PropertyNames.WorkspaceId when value.Kind == JsonKind.String && GuidText.TryRead(value.Text, out var workspace):
                WorkspaceId = workspace;
                Check([WorkspaceRules.Empty], place, value, workspace);
                break;
            case PropertyNames.Limit or PropertyNames.LimitReset or PropertyNames.ExpiresAt or PropertyNames.CreatorUserId when value.Kind == JsonKind.Null:
                break;
            default:
                Report(JsonRules.WrongType, place, value, $"The member {member} {place.Expected}");
                break;
        }
    }

    private void Check<T>(IEnumerable<Rule<T>> rules, PropertyLocation place, JsonValue value, T fact)
    {
        foreach (var rule in rules)
        {
            if (rule.IsViolatedBy(fact))
            {
                Report(rule, place, value);
            }
        }
    }

    private void Report(Rule rule, PropertyLocation place, JsonValue at, string? message = null) =>
        _findings.Add(new(rule, place.Property, message ?? rule.Message, place.Path, at.Start, at.Length));
}
