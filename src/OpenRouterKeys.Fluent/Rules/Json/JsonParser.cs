namespace OpenRouterKeys.Fluent.Rules.Json;

/// <summary>Reads strict JSON (RFC 8259, 64 levels deep at most): what <c>JsonDocument.Parse</c> takes, and a law says so. It
/// never throws, so that half-typed text costs the analyzer nothing, and knows each value's place.</summary>
internal sealed class JsonParser(string text)
{
    private const int DeepestLevel = 64;
    private readonly JsonScanner _scanner = new(text);
    private readonly List<JsonMember> _members = [];

    /// <summary>The members of the outermost object, in order, repeated ones too.</summary>
    public IReadOnlyList<JsonMember> Members => _members;

    /// <summary>What is wrong with the text; null where it is JSON.</summary>
    public string? Error => _scanner.Error;

    /// <summary>Where it is wrong, in characters from 0.</summary>
    public int ErrorAt => _scanner.ErrorAt;

    public bool Parse(out JsonValue root)
    {
        _scanner.SkipSpace();
        return Read(1, out root) && (_scanner.IsAtEnd || _scanner.Fail("it goes on after the value has ended"));
    }

    private bool Read(int depth, out JsonValue value)
    {
        value = default;
        var read = _scanner.Next switch
        {
            '{' => ReadContainer(depth, JsonKind.Object, '}', out value),
            '[' => ReadContainer(depth, JsonKind.Array, ']', out value),
            '"' => _scanner.ReadString(out value),
            't' => _scanner.ReadWord("true", JsonKind.True, out value),
            'f' => _scanner.ReadWord("false", JsonKind.False, out value),
            'n' => _scanner.ReadWord("null", JsonKind.Null, out value),
            _ => _scanner.ReadNumber(out value),
        };
        _scanner.SkipSpace();
        return read;
    }

    private bool ReadContainer(int depth, JsonKind kind, char end, out JsonValue value)
    {
        value = default;
        if (depth > DeepestLevel)
        {
            return _scanner.Fail("it is nested more than 64 levels deep");
        }

        var start = _scanner.Position;
        _scanner.Skip();
        if (_scanner.Next != end)
        {
            do
            {
                if (!(kind == JsonKind.Object ? ReadMember(depth) : Read(depth + 1, out _)))
                {
                    return false;
                }
            }
            while (_scanner.TrySkip(','));
        }

        value = new JsonValue(kind, start, _scanner.Position + 1 - start, "");
        return _scanner.TrySkip(end) || _scanner.Fail(kind == JsonKind.Object ? "a comma or } is missing" : "a comma or ] is missing");
    }

    private bool ReadMember(int depth)
    {
        if (_scanner.Next != '"')
        {
            return _scanner.Fail("a member's name in double quotes is missing");
        }

        if (!_scanner.ReadString(out var name))
        {
            return false;
        }

        _scanner.SkipSpace();
        if (!_scanner.TrySkip(':'))
        {
            return _scanner.Fail("a colon is missing");
        }

        if (!Read(depth + 1, out var value))
        {
            return false;
        }

        if (depth == 1)
        {
            _members.Add(new JsonMember(name, value));
        }

        return true;
    }
}
