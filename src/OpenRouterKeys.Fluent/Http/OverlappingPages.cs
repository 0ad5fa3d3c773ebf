using System.Globalization;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Selects the pages of a list whose rows move while it is read: deleted and disabled keys move later rows up, created keys move all
/// rows down. Each page therefore starts at a row that is already known. Not thread-safe.</summary>
/// <param name="startedAt">The current time, which counts only if the first page contains no creation times.</param>
internal sealed class OverlappingPages(DateTimeOffset startedAt)
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly NewestFirstOrder _order = new(startedAt);
    private KeyInfo? _lastKnown;
    private int _longestPage;
    private int _requestsWithoutNewKey;
    private bool _isUnreliable;

    /// <summary>The offset of the next page.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether the list is complete, so that no further page is needed.</summary>
    public bool IsAtEnd { get; private set; }

    // Moving back to the start by half pages and forward again takes at most this many requests. After more of them, the pages do not
    // overlap, or the server ignores the offset.
    private int MaxRequestsWithoutNewKey => 4 * ((_known.Count / _longestPage) + 1);

    /// <summary>Adds the page at <see cref="Offset"/> and moves to the next one.</summary>
    /// <returns>The keys that no earlier page contained, except those created since the first page was read: a loop that replaces each key would
    /// never end. None if keys may be missing between the earlier pages and this one, which is then read again later.</returns>
    public IEnumerable<KeyInfo> Add(IReadOnlyList<KeyInfo> page)
    {
        _order.Add(page);
        _longestPage = Math.Max(_longestPage, page.Count);
        var unknownKeys = page.Where(key => !_known.Contains(IdentityOf(key))).ToList();
        var newKeys = unknownKeys.FindAll(key => !_order.IsCreatedSince(key));
        _requestsWithoutNewKey += newKeys.Count < unknownKeys.Count ? 0 : 1;
        _isUnreliable |= _longestPage > 0 && _requestsWithoutNewKey > MaxRequestsWithoutNewKey;
        var isConnected = Offset == 0
            || unknownKeys.Count < page.Count
            || _order.StartsBefore(page, _lastKnown)
            || _longestPage <= 1 // pages of one key cannot overlap
            || _isUnreliable;
        if (!isConnected)
        {
            // Half a page, because a whole page back there may be known keys only.
            Offset = Math.Max(0, Offset - ((_longestPage + 1) / 2));
            return [];
        }

        // A full page without new keys is not the end, because created keys may have moved known ones down.
        IsAtEnd = newKeys.Count == 0 && (page.Count < _longestPage || page.Count <= 1 || _requestsWithoutNewKey > MaxRequestsWithoutNewKey + 1);
        Offset += Math.Max(1, page.Count - 1);
        if (newKeys.Count > 0)
        {
            _requestsWithoutNewKey = 0;
            _lastKnown = newKeys[^1];
        }

        return newKeys.FindAll(key => _known.Add(IdentityOf(key)) || key.Hash.Length == 0); // without a hash, two keys of a page may look the same
    }

    private static string IdentityOf(KeyInfo key) =>
        key.Hash.Length > 0 ? key.Hash : string.Create(CultureInfo.InvariantCulture, $"\n{key.Name}\n{key.Label}\n{key.CreatedAt:O}");

    /// <summary>Compares creation times. The API usually lists the newest keys first but does not guarantee it, so times count only if every page
    /// so far was in this order.</summary>
    private sealed class NewestFirstOrder(DateTimeOffset startedAt)
    {
        private DateTimeOffset? _newestOfFirstPage;
        private bool _isFirstPageRead;
        private bool _isProven;
        private bool _isDisproven;

        private bool IsKnown => _isProven && !_isDisproven;

        public void Add(IReadOnlyList<KeyInfo> page)
        {
            DateTimeOffset? last = null;
            foreach (var time in page.Select(key => key.CreatedAt).OfType<DateTimeOffset>())
            {
                _isDisproven |= last < time;
                _isProven |= last > time;
                last = time;
            }

            _newestOfFirstPage = _isFirstPageRead ? _newestOfFirstPage : page.Max(key => key.CreatedAt);
            _isFirstPageRead = true;
        }

        /// <summary>Returns whether the key was provably created after the first page was read.</summary>
        public bool IsCreatedSince(KeyInfo key) =>
            _newestOfFirstPage is { } newest ? IsKnown && key.CreatedAt > newest : key.CreatedAt >= startedAt;

        /// <summary>Returns whether the page provably starts before the place of this key, which may have been deleted.</summary>
        public bool StartsBefore(IReadOnlyList<KeyInfo> page, KeyInfo? key) =>
            page.Count > 0 && (IsCreatedSince(page[0]) || (IsKnown && page[0].CreatedAt > key?.CreatedAt));
    }
}
