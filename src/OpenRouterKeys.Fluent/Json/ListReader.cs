using System.Buffers;
using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>Reads the objects of the list in <c>data</c> one by one from a stream, for a response that is too large for one buffer. It accepts
/// what <see cref="KeyResponse"/> accepts. A reader is used for one response at a time.</summary>
internal abstract class ListReader
{
    /// <summary>The maximum size of an object of the list, and of a value outside the list that is not an object or array.</summary>
    public const int MaxItemBytes = 1024 * 1024;

    // An incomplete item, with white space before it. Almost half of the buffer is free for the rest, so that an item is rarely read more than twice.
    private const int MaxUnreadBytes = MaxItemBytes + (64 * 1024);
    private const int BufferBytes = 2 * MaxItemBytes;

    // The API's pages have at most 100 keys.
    private const int MaxItems = 10_000;
    private const long MaxBytes = 128L * MaxItemBytes;

    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private JsonReaderState _state;
    private bool _isInData;
    private int _count;

    /// <summary>Whether the response was read with this reader. Small responses are not.</summary>
    public bool IsUsed { get; private set; }

    /// <summary>Whether the whole response was read, and is valid.</summary>
    protected bool IsAtEnd { get; private set; }

    /// <summary>The secrets to remove from the objects.</summary>
    protected Secret[] Secrets { get; private set; } = [];

    /// <summary>Prepares the reader for the next response.</summary>
    /// <returns>The same reader.</returns>
    public ListReader Restart(Secret[] secrets)
    {
        (Secrets, IsUsed, IsAtEnd, _isInData, _state) = (secrets, false, false, false, new(Options));
        Discard();
        return this;
    }

    /// <summary>Reads the response to its end, with a buffer of 2 MiB. If the JSON is invalid, there are no items afterwards.</summary>
    /// <param name="utf8">Valid UTF-8 without a byte order mark.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="InvalidDataException">The response, or an item, is too large.</exception>
    public async Task ReadAsync(Stream utf8, CancellationToken cancellationToken)
    {
        IsUsed = true;
        var buffer = ArrayPool<byte>.Shared.Rent(BufferBytes); // not returned after an exception: a canceled read may still write to it
        var length = 0;
        var total = 0L;
        try
        {
            for (var isComplete = false; !isComplete;)
            {
                var free = buffer.AsMemory(length, BufferBytes - length);
                var read = await utf8.ReadAtLeastAsync(free, free.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
                isComplete = read < free.Length;
                (length, total) = (length + read, total + read);
                var consumed = Read(buffer.AsMemory(0, length));
                buffer.AsSpan(consumed, length - consumed).CopyTo(buffer);
                length -= consumed;
                EnsureWithinLimits(length, total);
            }
        }
        catch (JsonException)
        {
            IsAtEnd = false; // the rest is not read: the response is not accepted, however it ends
        }

        ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
    }

    /// <summary>Discards the items, so that there is no list.</summary>
    protected abstract void Discard();

    /// <summary>Starts an empty list in place of an earlier one of the same response.</summary>
    protected abstract void StartList();

    /// <exception cref="JsonException">The item is invalid.</exception>
    protected abstract void Add(ReadOnlyMemory<byte> item);

    private static InvalidDataException ItemTooLarge() => new("An item of the list, or another value in the response, is larger than 1 MiB.");

    private void EnsureWithinLimits(int unreadLength, long total)
    {
        if (unreadLength > MaxUnreadBytes)
        {
            throw ItemTooLarge();
        }

        if (total > MaxBytes || _count > MaxItems)
        {
            throw new InvalidDataException("The list is larger than 128 MiB or has more than 10,000 items.");
        }
    }

    /// <returns>The number of bytes that are not needed anymore.</returns>
    private int Read(ReadOnlyMemory<byte> utf8)
    {
        var reader = new Utf8JsonReader(utf8.Span, isFinalBlock: false, _state);
        var consumed = 0;
        while (!IsAtEnd && ReadNext(ref reader, utf8) && _count <= MaxItems)
        {
            _state = reader.CurrentState;
            consumed = (int)reader.BytesConsumed;
        }

        return IsAtEnd ? utf8.Length : consumed;
    }

    /// <summary>Reads a whole item in the list, otherwise a token.</summary>
    /// <returns>False if it is not complete yet.</returns>
    private bool ReadNext(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (reader.TokenType, reader.CurrentDepth)
        {
            case (JsonTokenType.StartObject, 0):
                return true;
            case (JsonTokenType.EndObject, 0):
                IsAtEnd = true;
                return true;
            case (JsonTokenType.PropertyName, 1):
                _isInData = reader.ValueTextEquals(ApiNames.Data);
                return true;
            case (JsonTokenType.StartArray, 1) when _isInData:
                StartList(); // the last of repeated lists is used
                _count = 0;
                return true;
            case (JsonTokenType.EndArray, 1) when _isInData:
                _isInData = false;
                return true;
            case (JsonTokenType.StartObject, 2) when _isInData:
                return ReadItem(ref reader, utf8);
            case (_, 0):
            case var _ when _isInData:
                throw new JsonException(); // not a list of objects
            default:
                return true; // a part of another property
        }
    }

    private bool ReadItem(ref Utf8JsonReader reader, ReadOnlyMemory<byte> utf8)
    {
        var start = (int)reader.TokenStartIndex;
        var isComplete = reader.TrySkip();
        var end = isComplete ? (int)reader.BytesConsumed : utf8.Length;
        if (end - start > MaxItemBytes)
        {
            throw ItemTooLarge();
        }

        if (!isComplete)
        {
            return false;
        }

        Add(utf8[start..end]);
        _count++;
        return true;
    }
}

/// <summary>A <see cref="ListReader"/> of one type of item.</summary>
/// <param name="readItem">Reads the JSON of an item and removes the secrets; null if it is invalid.</param>
internal sealed class ListReader<T>(Func<ReadOnlyMemory<byte>, Secret[], T?> readItem) : ListReader
    where T : class
{
    private List<T>? _items;

    /// <summary>The items; null if the response is truncated or invalid, or contains no list.</summary>
    public List<T>? Items => IsAtEnd ? _items : null;

    protected override void Discard() => _items = null;

    protected override void StartList()
    {
        _items ??= [];
        _items.Clear();
    }

    protected override void Add(ReadOnlyMemory<byte> item) => _items!.Add(readItem(item, Secrets) ?? throw new JsonException());
}
