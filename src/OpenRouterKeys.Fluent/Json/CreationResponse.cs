using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Json;

/// <summary>The content of a 2xx response to a creation. Truncated and invalid JSON is read as far as possible, because the secret is
/// returned only once.</summary>
internal readonly record struct CreationResponse(string? Secret, KeyInfo Info)
{
    /// <summary>Returns the created key, or null if the response does not contain its secret; and the key's hash.</summary>
    public static (CreatedKey? Key, string? Hash) ReadKey(ReadOnlyMemory<byte> body, params Secret[] credentials)
    {
        var (secret, info) = Read(body, credentials);
        return (secret is null ? null : new() { Key = ApiKey.From(secret), Info = info }, info.Hash);
    }

    public static CreationResponse Read(ReadOnlyMemory<byte> body, params Secret[] credentials)
    {
        var utf8 = ResponseReader.ConvertToUtf8(body).Span;
        var root = new RootObject();
        try
        {
            var reader = new ResponseReader(utf8);
            if (reader.ReadValue() && reader.IsObject)
            {
                root.ReadProperties(ref reader);
            }
        }
        catch (JsonException)
        {
            // The properties before the error are kept. The secret may be after it.
            root.Secret ??= SecretSearch.Find(utf8);
        }

        var secret = root.Secret ?? root.Data.Secret;
        return new(secret, root.Build(new SecretGuard(secret, credentials)));
    }

    private struct RootObject
    {
        private Dictionary<string, JsonElement>? _otherProperties;
        private bool _hasData;

        public string? Secret { get; set; }

        public KeyInfoBuilder Data;

        public void ReadProperties(ref ResponseReader reader)
        {
            while (reader.ReadName(out var name) && reader.ReadValue() && ReadProperty(ref reader, name))
            {
            }
        }

        public KeyInfo Build(SecretGuard guard)
        {
            if (_otherProperties is not null)
            {
                AddOtherProperties(_otherProperties);
            }

            return Data.Build(guard);
        }

        private void AddOtherProperties(Dictionary<string, JsonElement> properties)
        {
            foreach (var (name, value) in properties)
            {
                // If there is data, properties of a key outside it are ignored.
                if (!_hasData || !ApiNames.Response.Contains(name))
                {
                    Data.AddProperty(name, value);
                }
            }
        }

        private bool ReadProperty(ref ResponseReader reader, string name)
        {
            switch (name)
            {
                case ApiNames.Key:
                    Secret = reader.GetSecret() ?? Secret;
                    return reader.SkipValue();
                case ApiNames.Data when reader.IsObject:
                    if (_hasData)
                    {
                        Data = new KeyInfoBuilder(Data.Secret); // the last of repeated data is used, but a secret is kept
                    }

                    _hasData = true;
                    return Data.ReadProperties(ref reader);
                default:
                    _otherProperties?.Remove(name); // the last of repeated properties is used
                    return reader.IsNull || reader.ReadAdditionalProperty(name, ref _otherProperties);
            }
        }
    }
}
