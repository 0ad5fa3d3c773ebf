using FsCheck;
using FsCheck.Fluent;

namespace OpenRouterKeys.Fluent.Tests.Properties;

/// <summary>JSON, or JSON with a few random edits.</summary>
public sealed record JsonText(string Text)
{
    public override string ToString() => Text;
}

public static class JsonTextArbitraries
{
    private static readonly string[] Seeds =
    [
        """{"name":"ci-bot","limit":25,"limit_reset":"monthly","include_byok_in_limit":true,"expires_at":"2027-12-31T23:59:59Z","creator_user_id":"u","workspace_id":"0df9e665-d932-5740-b2c7-b52af166bc11","external":{"user":"customer-1","api_key":"0123456789abcdef0123456789abcdef"}}""",
        """{"external":{"user":" \u0000","usr":{"user":[]},"api_key":"short"},"name":"a"}""",
        """ { "name" : "a\u0041\n\"\\😀" , "limit" : -1.5e+3 , "x" : [ 1 , { "y" : null } , [ ] , { } ] } """,
        """{"name":"a","limit":0.10,"limit_reset":null,"expires_at":"2026-01-01T00:00:00.1234567Z"}""",
        """[true,false,null,0,-0.0,1e-7,"text",{"a":{"b":[[]]}}]""",
    ];

    private static readonly string[] Fragments =
    [
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u00", "\\uD800", "0", "1", "-", "+", ".", "e", "E9", "null", "true", "\n", "\t", " ", "//", "/*", "\u0000", "\u001F", "\u00A0", "\uFEFF", "é", "'", "NaN", "\"name\":", "\"limit\":", "\"external\":", "\"user\":", "\"api_key\":", "1e400", "00",
    ];

    public static Arbitrary<JsonText> Mutations() => Arb.From(
        Mutation.Select(text => new JsonText(text)),
        json => Enumerable.Range(0, Math.Min(json.Text.Length, 400)).Select(index => new JsonText(json.Text.Remove(index, 1))));

    private static Gen<string> Mutation =>
        from seed in Gen.Elements(Seeds)
        from edits in Gen.Choose(0, 4)
        from positions in Gen.Choose(0, int.MaxValue).ArrayOf(edits)
        from kinds in Gen.Choose(0, 2).ArrayOf(edits)
        from fragments in Gen.Elements(Fragments).ArrayOf(edits)
        select Enumerable.Range(0, edits).Aggregate(seed, (text, n) => Edit(text, kinds[n], text.Length == 0 ? 0 : positions[n] % text.Length, fragments[n]));

    private static string Edit(string text, int kind, int index, string fragment) => kind switch
    {
        0 => text.Insert(index, fragment),
        1 when text.Length > 0 => text.Remove(index, Math.Min(1 + (fragment.Length % 3), text.Length - index)),
        _ => text[..index],
    };
}
