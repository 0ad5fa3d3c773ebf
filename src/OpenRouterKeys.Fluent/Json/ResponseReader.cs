using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using OpenRouterKeys.Fluent.Rules;
using OpenRouterKeys.Fluent.Rules.Json;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads a response that may be truncated anywhere. For null, the <c>TryRead</c> methods return true and the default value; for a
/// value of an unexpected type they return false.</summary>
internal ref struct ResponseReader(ReadOnlySpan<byte> utf8)
{
    private static readonly JsonReaderOptions WithoutComments = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true };

    private static readonly JsonReaderOptions WithComments = WithoutComments with { CommentHandling = JsonCommentHandling.Skip };

    private static readonly JsonDocumentOptions AdditionalPropertyOptions = new()
    {
        MaxDepth = 64,
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    private static readonly (string Name, byte[] Utf8)[] KnownNames = [.. ApiNames.Response.Select(name => (name, Encoding.UTF8.GetBytes(name)))];

    private static readonly SearchValues<char> CharactersOfTime = SearchValues.Create("0123456789-+:.TZ");

    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _nextKnownName;

    // Fast path for the gates that read a created key and a list: without a slash there are no comments, and skipping them is slow.
    private Utf8JsonReader _reader = new(utf8, isFinalBlock: false, new JsonReaderState(utf8.Contains((byte)'/') ? WithComments : WithoutComments));

    public readonly bool IsNull => _reader.TokenType == JsonTokenType.Null;

    public readonly bool IsObject => _reader.TokenType == JsonTokenType.StartObject;

    public readonly bool IsArray => _reader.TokenType == JsonTokenType.StartArray;

    public readonly bool IsAtEndOfArray => _reader.TokenType == JsonTokenType.EndArray;

    public readonly bool IsAtEndOfObject => _reader.TokenType == JsonTokenType.EndObject;

    /// <summary>Whether the reader is at the end of the root object.</summary>
    public readonly bool IsAtEnd => IsAtEndOfObject && _reader.CurrentDepth == 0;

    /// <summary>Converts UTF-8 or UTF-16, with or without a byte order mark, to valid UTF-8 without one. Invalid bytes are replaced.</summary>
    public static ReadOnlyMemory<byte> ConvertToUtf8(ReadOnlyMemory<byte> bytes)
    {
        if (DetectUtf16(bytes.Span) is { } utf16)
        {
            bytes = Encoding.UTF8.GetBytes(utf16.GetString(bytes.Span));
        }

        bytes = bytes.Span.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        return Utf8.IsValid(bytes.Span) ? bytes : Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes.Span));
    }

    /// <summary>Reads the next property's name.</summary>
    /// <returns>False at the end of the object or of a truncated response.</returns>
    public bool ReadName(out string name)
    {
        var isRead = _reader.Read() && _reader.TokenType == JsonTokenType.PropertyName;
        name = isRead ? FindKnownName() ?? GetText() : "";
        return isRead;
    }

    /// <summary>Reads a value, or the start of an object or array.</summary>
    /// <returns>False at the end of a truncated response.</returns>
    public bool ReadValue() => _reader.Read();

    /// <summary>Skips the rest of a value of any type.</summary>
    /// <returns>False if the response is truncated inside the value.</returns>
    public bool SkipValue() => _reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || _reader.TrySkip();

    public readonly bool TryRead(out string? value)
    {
        value = _reader.TokenType == JsonTokenType.String ? GetText() : null;
        return value is not null || IsNull;
    }

    /// <summary>Returns the value if it is a string that is not blank; otherwise null.</summary>
    public readonly string? GetSecret() => TryRead(out string? text) && !string.IsNullOrWhiteSpace(text) ? text : null;

    public readonly bool TryRead(out bool value)
    {
        value = _reader.TokenType == JsonTokenType.True;
        return value || IsNull || _reader.TokenType == JsonTokenType.False;
    }

    public readonly bool TryRead(out decimal value)
    {
        const int MaxStackLength = 32;
        value = 0m;
        if (_reader.TokenType != JsonTokenType.Number)
        {
            return IsNull;
        }

        var digits = _reader.ValueSpan;
        Span<char> text = digits.Length <= MaxStackLength ? stackalloc char[MaxStackLength] : new char[digits.Length];
        _ = Ascii.ToUtf16(digits, text, out var length);
        return DecimalText.TryRead(text[..length], out value);
    }

    public readonly bool TryRead(out decimal? value)
    {
        var isRead = TryRead(out decimal number);
        value = isRead && !IsNull ? number : null;
        return isRead;
    }

    public readonly bool TryRead(out LimitReset value)
    {
        var isRead = TryRead(out string? text);
        value = ApiNames.ParseInterval(text);
        return isRead && value != LimitReset.Unknown;
    }

    public readonly bool TryRead(out Guid? value)
    {
        value = _reader.TokenType == JsonTokenType.String
            && (_reader.ValueIsEscaped ? GuidText.TryRead(GetText(), out var guid) : _reader.TryGetGuid(out guid)) ? guid : null;
        return value is not null || IsNull;
    }

    /// <summary>Reads a date and time in ISO 8601, in UTC if it has no offset.</summary>
    public readonly bool TryRead(out DateTimeOffset? value)
    {
        value = _reader.TokenType != JsonTokenType.String ? null : _reader.ValueIsEscaped ? GetEscapedTime() : GetTime(_reader);
        return value is not null || IsNull;
    }

    /// <summary>Adds the value to the additional properties, unless it is nested too deeply.</summary>
    /// <returns>False if the response is truncated inside the value.</returns>
    public bool ReadAdditionalProperty(string name, ref Dictionary<string, JsonElement>? properties)
    {
        var start = (int)_reader.TokenStartIndex;
        if (!_reader.TrySkip())
        {
            return false;
        }

        try
        {
            (properties ??= new(StringComparer.Ordinal))[name] = JsonElement.Parse(_utf8[start..(int)_reader.BytesConsumed], AdditionalPropertyOptions);
        }
        catch (JsonException)
        {
            // The value is nested too deeply. It is skipped, and the properties after it are read.
        }

        return true;
    }

    /// <summary>Returns the encoding if these are the first bytes of JSON in UTF-16; otherwise null.</summary>
    /// <remarks>JSON starts with an ASCII character, so in UTF-16 without a byte order mark one of the first two bytes is zero.</remarks>
    public static Encoding? DetectUtf16(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] or [> 0, 0, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] or [0, > 0, ..] => Encoding.BigEndianUnicode,
        _ => null,
    };

    // TryGetDateTime converts a time with an offset to local time. TryGetDateTimeOffset assumes local time if there is no offset.
    private static DateTimeOffset? GetTime(in Utf8JsonReader reader) =>
        !reader.TryGetDateTime(out var time) ? null
        : time.Kind != DateTimeKind.Local ? new DateTimeOffset(time, TimeSpan.Zero)
        : reader.TryGetDateTimeOffset(out var timeWithOffset) ? timeWithOffset.ToUniversalTime()
        : null;

    // TryGetDateTime throws for an escaped lone surrogate.
    private readonly DateTimeOffset? GetEscapedTime()
    {
        var text = GetText();
        if (text.AsSpan().ContainsAnyExcept(CharactersOfTime))
        {
            return null;
        }

        var unescaped = new Utf8JsonReader(Encoding.UTF8.GetBytes($"\"{text}\""));
        unescaped.Read();
        return GetTime(unescaped);
    }

    // Fast path for the gates that read a created key and a list: no memory is allocated for known names. They usually are in the API's order.
    private string? FindKnownName()
    {
        for (var compared = 0; compared < KnownNames.Length && !_reader.ValueIsEscaped; compared++)
        {
            var (name, utf8) = KnownNames[_nextKnownName];
            _nextKnownName = _nextKnownName + 1 < KnownNames.Length ? _nextKnownName + 1 : 0;
            if (_reader.ValueSpan.SequenceEqual(utf8))
            {
                return name;
            }
        }

        return null;
    }

    // GetString throws for an escaped lone surrogate, which JavaScript writes.
    private readonly string GetText()
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
