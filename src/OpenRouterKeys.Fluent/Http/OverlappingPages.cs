using System.Globalization;

namespace OpenRouterKeys.Fluent.Http;

/// <summary>Creates the pages of each kind of list.</summary>
internal static class OverlappingPages
{
    public static OverlappingPages<KeyInfo> ForKeys(DateTimeOffset startedAt) => new(
        key => key.Hash.Length > 0 ? (key.Hash, true, key.CreatedAt)
            : (string.Create(CultureInfo.InvariantCulture, $"\n{key.Name}\n{key.Label}\n{key.CreatedAt:O}"), false, key.CreatedAt),
        startedAt);

    /// <summary>Creates the pages of a list that is not ordered by the time of creation.</summary>
    public static OverlappingPages<T> For<T>(Func<T, string> identity)
        where T : class => new(row => (identity(row), true, null));
}

/// <summary>Selects the pages of a list whose rows move while it is read: deleted and disabled keys move later rows up, created keys move all
/// rows down. Each page therefore starts at a row that is already known. Not thread-safe.</summary>
/// <param name="describe">Returns a row's identity, whether it is the only row with this identity, and its creation time (null: unknown).</param>
/// <param name="startedAt">The current time, which is used only if the first page contains no creation times.</param>
internal sealed class OverlappingPages<T>(Func<T, (string Identity, bool IsUnique, DateTimeOffset? CreatedAt)> describe, DateTimeOffset startedAt = default)
    where T : class
{
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly NewestFirstOrder _order = new(row => describe(row).CreatedAt, startedAt);
    private T? _lastKnown;
    private int _longestPage;
    private int _requestsWithoutNewRow;
    private bool _isUnreliable;

    /// <summary>The offset of the next page.</summary>
    public int Offset { get; private set; }

    /// <summary>Whether the list is complete, so that no further page is needed.</summary>
    public bool IsAtEnd { get; private set; }

    // Moving back to the start by half pages and forward again takes at most this many requests. After more of them, the pages do not
    // overlap, or the server ignores the offset.
    private int MaxRequestsWithoutNewRow => 4 * ((_known.Count / _longestPage) + 1);

    /// <summary>Adds the page at <see cref="Offset"/> and moves to the next one.</summary>
    /// <param name="page">The rows.</param>
    /// <param name="totalCount">The length of the list; null: unknown.</param>
    /// <returns>The rows that no earlier page contained, except those created since the first page was read: a loop that replaces each key would
    /// never end. None if keys may be missing between the earlier pages and this one, which is then read again later.</returns>
    public IEnumerable<T> Add(IReadOnlyList<T> page, int? totalCount = null)
    {
        _order.Add(page);
        _longestPage = Math.Max(_longestPage, page.Count);
        var unknownRows = page.Where(row => !_known.Contains(describe(row).Identity)).ToList();
        var newRows = unknownRows.FindAll(row => !_order.IsCreatedSince(row));
        _requestsWithoutNewRow += newRows.Count < unknownRows.Count ? 0 : 1;
        _isUnreliable |= _longestPage > 0 && _requestsWithoutNewRow > MaxRequestsWithoutNewRow;
        var isConnected = Offset == 0
            || unknownRows.Count < page.Count
            || _order.StartsBefore(page, _lastKnown)
            || _longestPage <= 1 // pages of one row cannot overlap
            || _isUnreliable;
        if (!isConnected)
        {
            // Moves back by half a page: a whole page back, all rows may be known.
            Offset = Math.Max(0, Offset - ((_longestPage + 1) / 2));
            return [];
        }

        // A full page without new rows is not the end, because created rows may have moved known ones down. A total count that is smaller than the
        // number of rows read is ignored.
        IsAtEnd = Offset + page.Count == totalCount
            || (newRows.Count == 0 && (page.Count < _longestPage || page.Count <= 1 || _requestsWithoutNewRow > MaxRequestsWithoutNewRow + 1));
        Offset += Math.Max(1, page.Count - 1);
        if (newRows.Count > 0)
        {
            _requestsWithoutNewRow = 0;
            _lastKnown = newRows[^1];
        }

        return newRows.FindAll(row => describe(row) is var (identity, isUnique, _) && (_known.Add(identity) || !isUnique));
    }

    /// <summary>Compares creation times. The API usually lists the newest keys first but does not guarantee it, so times count only if every page
    /// so far was in this order.</summary>
    private sealed class NewestFirstOrder(Func<T, DateTimeOffset?> createdAt, DateTimeOffset startedAt)
    {
        private DateTimeOffset? _newestOfFirstPage;
        private bool _isFirstPageRead;
        private bool _isProven;
        private bool _isDisproven;

        private bool IsKnown => _isProven && !_isDisproven;

        public void Add(IReadOnlyList<T> page)
        {
            DateTimeOffset? last = null;
            foreach (var time in page.Select(createdAt).OfType<DateTimeOffset>())
            {
                _isDisproven |= last < time;
                _isProven |= last > time;
                last = time;
            }

            _newestOfFirstPage = _isFirstPageRead ? _newestOfFirstPage : page.Max(createdAt);
            _isFirstPageRead = true;
        }

        /// <summary>Returns whether the row was provably created after the first page was read.</summary>
        public bool IsCreatedSince(T row) =>
            _newestOfFirstPage is { } newest ? IsKnown && createdAt(row) > newest : createdAt(row) >= startedAt;

        /// <summary>Returns whether the page provably starts before the place of this row, which may have been deleted.</summary>
        public bool StartsBefore(IReadOnlyList<T> page, T? row) =>
            page.Count > 0 && (IsCreatedSince(page[0]) || (IsKnown && row is not null && createdAt(page[0]) > createdAt(row)));
    }
}
