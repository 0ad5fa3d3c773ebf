using System.Globalization;
using OpenRouterKeys.Fluent.Http;

namespace OpenRouterKeys.Fluent.Tests.Http;

/// <summary>Reading a list whose keys move, against a list in memory.</summary>
public sealed class OverlappingPagesTests
{
    public static TheoryData<int, int> PageSizesAndSeeds => new(
        from pageSize in new[] { 3, 10, 100 }
        from seed in Enumerable.Range(1, 25)
        select (pageSize, seed));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(99, 2)]
    [InlineData(100, 2)]
    [InlineData(101, 3)]
    [InlineData(199, 3)]
    [InlineData(200, 4)]
    [InlineData(10_000, 102)]
    public void Unchanged_list_needs_one_request_after_last_new_key(int count, int requests)
    {
        var list = new KeyList(count);
        var listed = list.Read(100);
        Assert.Equal(list.Keys, listed);
        Assert.Equal(requests, list.Requests);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Small_pages_are_complete(int pageSize)
    {
        var list = new KeyList(20);
        Assert.Equal(list.Keys, list.Read(pageSize));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(100)]
    public void Loop_that_deletes_every_key_leaves_none(int pageSize)
    {
        var list = new KeyList(250);
        Assert.Equal(250, list.Read(pageSize, key => list.Keys.Remove(key)).Count);
        Assert.Empty(list.Keys);
        Assert.InRange(list.Requests, 1, (4 * 250 / pageSize) + 6);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Loop_that_creates_keys_ends_and_skips_none(int createdPerKey)
    {
        var list = new KeyList(250);
        var original = list.Keys.ToList();
        var listed = list.Read(100, _ => list.CreateKeys(createdPerKey));
        Assert.Equal(original, listed.Intersect(original));
        Assert.InRange(list.Requests, 1, 40);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(250)]
    public void Loop_that_replaces_every_key_ends_and_skips_none(int count)
    {
        var list = new KeyList(count);
        var original = list.Keys.ToList();
        var listed = list.Read(100, key =>
        {
            list.Keys.Remove(key);
            list.CreateKeys(1);
        });
        Assert.Equal(original, listed);
        Assert.InRange(list.Requests, 2, 4);
    }

    [Theory]
    [InlineData(100)] // the next page contains only known keys
    [InlineData(99)]
    [InlineData(1_000)]
    public void Keys_created_between_pages_do_not_end_the_list(int created)
    {
        var list = new KeyList(300);
        var original = list.Keys.ToList();
        var listed = list.Read(100, key =>
        {
            if (key == original[199])
            {
                list.CreateKeys(created);
            }
        });
        Assert.Equal(original, listed.Intersect(original));
        Assert.InRange(list.Requests, 4, 40);
    }

    [Fact]
    public void Keys_deleted_far_before_the_page_do_not_skip_others()
    {
        var list = new KeyList(1_000);
        var original = list.Keys.ToList();
        var listed = list.Read(100, key =>
        {
            if (key == original[899])
            {
                list.Keys.RemoveRange(0, 850);
            }
        });
        Assert.Equal(original, listed);
        Assert.InRange(list.Requests, 12, 40);
    }

    [Fact]
    public void Key_deleted_before_every_page_does_not_stall_the_list()
    {
        var list = new KeyList(2_000);
        var original = list.Keys.ToList();
        list.BeforeRequest = () => list.Keys.RemoveAt(0);
        Assert.Equal(original[1..], list.Read(100)); // the first key is deleted before the first request
        Assert.InRange(list.Requests, 20, 80);
    }

    [Theory]
    [MemberData(nameof(PageSizesAndSeeds))]
    public void Untouched_keys_are_listed_exactly_once(int pageSize, int seed)
    {
        var random = new Random(seed);
        var list = new KeyList(random.Next(300)) { HasTimes = random.Next(2) == 0 };
        var untouched = list.Keys.ToHashSet();
        var (removals, creations) = (random.NextDouble(), random.NextDouble());
        var changes = 0;
        void Change()
        {
            if (random.NextDouble() < removals && list.Keys.Count > 0)
            {
                var removed = list.Keys[random.Next(list.Keys.Count)];
                list.Keys.Remove(removed);
                untouched.Remove(removed);
                changes++;
            }

            if (random.NextDouble() < creations && changes < 300)
            {
                list.CreateKeys(1);
                changes++;
            }
        }

        list.BeforeRequest = Change;
        var listed = list.Read(pageSize, _ => Change());

        Assert.Subset(listed.ToHashSet(), untouched);
        Assert.Equal(listed.Distinct(), listed);
        Assert.InRange(list.Requests, 1, (8 * (300 + changes) / pageSize) + (2 * changes) + 20);
    }

    [Fact]
    public void Keys_without_hash_are_recognized_by_name_and_time()
    {
        var list = new KeyList(250) { HasHashes = false };
        Assert.Equal(list.Keys, list.Read(100));
    }

    [Fact]
    public void Keys_that_look_the_same_are_listed_if_they_are_on_one_page() =>
        Assert.Equal(3, Read(_ => [new() { Hash = "" }, new() { Hash = "" }, new() { Hash = "h1" }], out _).Count);

    [Fact]
    public void Server_that_ignores_the_offset_ends_the_list()
    {
        Assert.Equal(100, Read(_ => CreatePage(0), out var requests).Count);
        Assert.InRange(requests, 2, 12);
    }

    [Fact]
    public void Server_whose_pages_do_not_overlap_is_read_to_the_end()
    {
        Assert.Equal(500, Read(offset => (offset + 99) / 100 is < 5 and var number ? CreatePage(number) : [], out var requests).Count);
        Assert.InRange(requests, 6, 40);
    }

    private static List<KeyInfo> CreatePage(int number) =>
        [.. Enumerable.Range(number * 100, 100).Select(key => new KeyInfo { Hash = key.ToString(CultureInfo.InvariantCulture) })];

    private static List<KeyInfo> Read(Func<int, IReadOnlyList<KeyInfo>> getPage, out int requests)
    {
        var pages = OverlappingPages.ForKeys(DateTimeOffset.MaxValue);
        var keys = new List<KeyInfo>();
        for (requests = 0; !pages.IsAtEnd; requests++)
        {
            Assert.InRange(requests, 0, 1_000);
            keys.AddRange(pages.Add(getPage(pages.Offset)));
        }

        return keys;
    }

    /// <summary>A list of keys, newest first. A key is the number of keys that were created before it.</summary>
    private sealed class KeyList
    {
        private int _created;

        public KeyList(int count) => CreateKeys(count);

        public List<int> Keys { get; } = [];

        public int Requests { get; private set; }

        public bool HasHashes { get; init; } = true;

        public bool HasTimes { get; init; } = true;

        public Action BeforeRequest { get; set; } = () => { };

        public void CreateKeys(int count)
        {
            for (; count > 0; count--)
            {
                Keys.Insert(0, _created++);
            }
        }

        public List<int> Read(int pageSize, Action<int>? onListed = null)
        {
            var listed = new List<int>();
            for (var pages = OverlappingPages.ForKeys(DateTimeOffset.MaxValue); !pages.IsAtEnd;)
            {
                BeforeRequest();
                Assert.InRange(++Requests, 1, 5_000);
                foreach (var key in pages.Add([.. Keys.Skip(pages.Offset).Take(pageSize).Select(Describe)]))
                {
                    listed.Add(int.Parse(key.Name, CultureInfo.InvariantCulture));
                    onListed?.Invoke(listed[^1]);
                }
            }

            return listed;
        }

        private KeyInfo Describe(int key) => new()
        {
            Hash = HasHashes ? $"h{key}" : "",
            Name = key.ToString(CultureInfo.InvariantCulture),
            CreatedAt = HasTimes ? DateTimeOffset.UnixEpoch.AddSeconds(key) : null,
        };
    }
}
