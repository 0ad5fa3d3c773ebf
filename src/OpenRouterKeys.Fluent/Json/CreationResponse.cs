using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>What the bytes of a 2xx tell, wherever they end: an answer that is refused is a secret that is lost.</summary>
internal readonly record struct CreationResponse(string? Secret, KeyInfo Info)
{
    /// <summary>Reads the created key; if there is no secret, only its hash.</summary>
    public static (CreatedKey? Key, string? Hash) ReadKey(ReadOnlyMemory<byte> bytes, Secret managementKey)
    {
        var (secret, info) = Read(bytes, managementKey);
        return (secret is null ? null : new() { Key = ApiKey.From(secret), Info = info }, info.Hash);
    }

    public static CreationResponse Read(ReadOnlyMemory<byte> bytes, Secret? managementKey = null)
    {
        var utf8 = LenientUtf8.Read(bytes).Span;
        var members = new Members();
        try
        {
            var reader = new ResponseReader(utf8);
            if (reader.ReadValue() && reader.IsObject)
            {
                members.Read(ref reader);
            }
        }
        catch (JsonException)
        {
            // What was read before the bytes stopped being JSON holds all the same, and a secret may stand behind the slip.
            members.Secret ??= SecretSearch.Find(utf8);
        }

        var secret = members.Secret ?? members.Data.Secret;
        return new(secret, members.Build(new SecretGuard(secret, managementKey)));
    }

    /// <summary>The outermost object, while it is read.</summary>
    private struct Members
    {
        private static readonly Dictionary<string, JsonElement> Nothing = [];

        private Dictionary<string, JsonElement>? _beside;
        private bool _hasData;

        public string? Secret { get; set; }

        public KeyInfoBuilder Data;

        public void Read(ref ResponseReader reader)
        {
            while (reader.ReadName(out var name) && reader.ReadValue() && ReadMember(ref reader, name))
            {
            }
        }

        public KeyInfo Build(SecretGuard guard)
        {
            foreach (var (name, value) in _beside ?? Nothing)
            {
                // Beside the data, a member of the data's is not the key's.
                if (!_hasData || !PropertyNames.Response.Contains(name))
                {
                    Data.AddExtra(name, value);
                }
            }

            return Data.Build(guard);
        }

        private bool ReadMember(ref ResponseReader reader, string name)
        {
            switch (name)
            {
                case PropertyNames.Key:
                    Secret = reader.TryReadSecret() ?? Secret;
                    return reader.SkipValue();
                case PropertyNames.Data when reader.IsObject:
                    if (_hasData) // of repeated data, too
                    {
                        Data = new KeyInfoBuilder(Data.Secret);
                    }

                    _hasData = true;
                    return Data.ReadMembers(ref reader);
                default:
                    _beside?.Remove(name); // of repeated members the last one counts
                    return reader.IsNull || reader.ReadExtra(name, ref _beside);
            }
        }
    }
}
