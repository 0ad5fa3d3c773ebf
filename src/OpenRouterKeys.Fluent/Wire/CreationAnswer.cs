using System.Text.Json;
using OpenRouterKeys.Fluent.Rules;

namespace OpenRouterKeys.Fluent.Wire;

/// <summary>What the bytes of a 2xx tell, wherever they end: an answer that is refused is a secret that is lost.</summary>
internal readonly record struct CreationAnswer(string? Secret, KeyInfo Info)
{
    public static CreationAnswer Read(ReadOnlyMemory<byte> bytes)
    {
        var utf8 = LenientUtf8.Read(bytes);
        var draft = new KeyInfoDraft();
        string? secret = null;
        Dictionary<string, JsonElement>? beside = null;
        try
        {
            var reader = new AnswerReader(utf8.Span);
            if (reader.ReadValue() && reader.IsObject)
            {
                ReadMembers(ref reader, ref draft, ref secret, ref beside);
            }
        }
        catch (JsonException)
        {
            // What was read before the bytes stopped being JSON holds all the same.
        }

        foreach (var (name, value) in beside ?? [])
        {
            draft.AddExtra(name, value);
        }

        secret ??= draft.Secret;
        return new(secret, draft.Build(new SecretGuard(secret)));
    }

    private static void ReadMembers(ref AnswerReader reader, ref KeyInfoDraft draft, ref string? secret, ref Dictionary<string, JsonElement>? beside)
    {
        while (reader.ReadName(out var name) && reader.ReadValue())
        {
            bool goesOn;
            if (name == MemberNames.Key)
            {
                secret = reader.TryReadSecret() ?? secret;
                goesOn = reader.SkipValue();
            }
            else if (name == MemberNames.Data && reader.IsObject)
            {
                draft = new KeyInfoDraft(draft.Secret);
                goesOn = draft.ReadMembers(ref reader);
            }
            else
            {
                goesOn = reader.IsNull || reader.ReadExtra(name, ref beside);
            }

            if (!goesOn)
            {
                return;
            }
        }
    }
}
