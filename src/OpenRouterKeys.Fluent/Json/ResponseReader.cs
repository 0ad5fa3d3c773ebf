using System.Text;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads an answer that may end anywhere. Every <c>TryRead</c> leaves the default where null stands, which means absent, and
/// says false where a value of another kind stands.</summary>
internal ref struct ResponseReader(ReadOnlySpan<byte> utf8)
{
    private const int LongestNumber = 32;

    private static readonly JsonDocumentOptions ExtraOptions = new()
    {
        MaxDepth = 64,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    private static readonly JsonReaderOptions Commented = Lenient with { CommentHandling = JsonCommentHandling.Skip };

    private static readonly (string Text, byte[] Utf8)[] KnownNames = [.. PropertyNames.Response.Select(name => (name, Encoding.UTF8.GetBytes(name)))];

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _nextName;

    // To look out for comments slows all reading down, and without a slash there are none.
    private Utf8JsonReader _reader = new(utf8, isFinalBlock: false, new JsonReaderState(utf8.Contains((byte)'/') ? Commented : Lenient));

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    public readonly bool IsObject => _reader.TokenType == JsonTokenType.StartObject;

    public readonly bool IsArray => _reader.TokenType == JsonTokenType.StartArray;

    public readonly bool IsAtEndOfArray => _reader.TokenType == JsonTokenType.EndArray;

    public readonly bool IsAtEndOfObject => _reader.TokenType == JsonTokenType.EndObject;

    /// <summary>Whether the outermost object has ended.</summary>
    public readonly bool IsAtEnd => IsAtEndOfObject && _reader.CurrentDepth == 0;

    /// <summary>Reads up to a member's name; false at the object's end, and where the bytes end.</summary>
    public bool ReadName(out string name)
    {
        var read = _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;
        name = read ? KnownName() ?? Text() : "";
        return read;
    }

    public bool ReadValue() => _reader.Read();

    public bool SkipValue() => _reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || _reader.TrySkip();

    public readonly bool TryRead(out string? value)
    {
        value = _reader.TokenType == JsonTokenType.String ? Text() : null;
        return value is not null || IsNull;
    }

    /// <summary>A string that is not blank.</summary>
    public readonly string? TryReadSecret() => TryRead(out string? text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    public readonly bool TryRead(out bool value)
    {
        value = _reader.TokenType == JsonTokenType.True;
        return value || IsNull || _reader.TokenType == JsonTokenType.False;
    }

    public readonly bool TryRead(out decimal value)
    {
        value = 0m;
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return IsNull;
        }

        var digits = _reader.ValueSpan;
        Span<char> text = digits.Length <= LongestNumber ? stackalloc char[LongestNumber] : new char[digits.Length];
        _ = Ascii.ToUtf16(digits, text, out var length);
        return DecimalText.TryRead(text[..length], out value);
    }

    public readonly bool TryRead(out decimal? value)
    {
        var read = TryRead(out decimal number);
        value = read && !IsNull ? number : null;
        return read;
    }

    public readonly bool TryRead(out LimitReset value)
    {
        var read = TryRead(out string? text);
        value = IntervalNames.Parse(text);
        return read && value != LimitReset.Unknown;
    }

    public readonly bool TryRead(out Guid? value)
    {
        value = _reader.TokenType == JsonTokenType.String
            && (_reader.ValueIsEscaped ? GuidText.TryRead(Text(), out var id) : _reader.TryGetGuid(out id)) ? id : null;
        return value is not null || IsNull;
    }

    /// <summary>ISO 8601; without an offset it is UTC, which System.Text.Json would take for local time.</summary>
    public readonly bool TryRead(out DateTimeOffset? value)
    {
        value = _reader.TokenType == JsonTokenType.String && !_reader.ValueIsEscaped ? Instant() : null;
        return value is not null || IsNull;
    }

    /// <summary>Keeps the value under the name, if it is not nested too deep to be kept.</summary>
    /// <returns>False where the bytes end inside the value.</returns>
    public bool ReadExtra(string name, ref Dictionary<string, JsonElement>? extra)
    {
        var start = (int)_reader.TokenStartIndex;
        if (!_reader.TrySkip())
        {
            return false;
        }

        try
        {
            (extra ??= new(StringComparer.Ordinal))[name] = JsonElement.Parse(_utf8[start..(int)_reader.BytesConsumed], ExtraOptions);
        }
        catch (JsonException)
        {
            // Nested deeper than 64: it is left out, and reading goes on behind it.
        }

        return true;
    }

    private readonly DateTimeOffset? Instant() =>
        _reader.ValueSpan is [.., (byte)'Z'] ? (_reader.TryGetDateTimeOffset(out var utc) ? utc : null)
        : !_reader.TryGetDateTime(out var time) ? null
        : time.Kind == DateTimeKind.Unspecified ? new DateTimeOffset(time, TimeSpan.Zero)
        : _reader.TryGetDateTimeOffset(out var instant) ? instant.ToUniversalTime()
        : null;

    // Names that the API is known to use are not made anew for each answer. They mostly come in the order in which they are known.
    private string? KnownName()
    {
        for (var tried = 0; tried < KnownNames.Length && !_reader.ValueIsEscaped; tried++)
        {
            var (text, utf8) = KnownNames[_nextName];
            _nextName = _nextName + 1 < KnownNames.Length ? _nextName + 1 : 0;
            if (_reader.ValueSpan.SequenceEqual(utf8))
            {
                return text;
            }
        }

        return null;
    }

    // System.Text.Json refuses half of a surrogate pair behind an escape, which JavaScript writes without a word.
    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            _ = new JsonScanner($"\"{Encoding.UTF8.GetString(_reader.ValueSpan)}\"").ReadString(out var value);
            return value.Text;
        }
    }
}
