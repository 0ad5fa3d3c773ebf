using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>What the bytes of a 2xx tell, wherever they end: an answer that is refused is a secret that is lost.</summary>
internal readonly record struct CreationAnswer(string? Secret, KeyInfo Info)
{
    public static CreationAnswer Read(ReadOnlyMemory<byte> bytes, Secret? managementKey = null)
    {
        var utf8 = LenientUtf8.Read(bytes).Span;
        var members = new Members();
        try
        {
            var reader = new AnswerReader(utf8);
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

        public KeyInfoDraft Data;

        public void Read(ref AnswerReader reader)
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
                if (!_hasData || !MemberNames.Answer.Contains(name))
                {
                    Data.AddExtra(name, value);
                }
            }

            return Data.Build(guard);
        }

        private bool ReadMember(ref AnswerReader reader, string name)
        {
            switch (name)
            {
                case MemberNames.Key:
                    Secret = reader.TryReadSecret() ?? Secret;
                    return reader.SkipValue();
                case MemberNames.Data when reader.IsObject:
                    if (_hasData) // of repeated data, too
                    {
                        Data = new KeyInfoDraft(Data.Secret);
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
