using FsCheck;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Laws;

/// <summary>Texts for FromJson: documents of the grammar, every other one with a character deleted or replaced.</summary>
public sealed record JsonTexts(IReadOnlyList<string> Lines)
{
    public override string ToString() => string.Join('\n', Lines);
}

public static class JsonArbitrary
{
    private const int Lines = 2500;
    private const string Replacements = "\"{}[]:,\\0eE-+. nZ";
    private static readonly Grammar Documents = new([OrdinaryCode.Read("json")]);

    public static Arbitrary<JsonTexts> All() => Arb.From(
        Text.ArrayOf(Lines).Select(lines => new JsonTexts(lines)),
        texts => texts.Lines.Count == 1 ? [] : [new([.. texts.Lines.Take(texts.Lines.Count / 2)]), new([.. texts.Lines.Skip(texts.Lines.Count / 2)])]);

    private static Gen<string> Text =>
        from document in Documents.Expand("§document")
        from at in Gen.Choose(0, 1000)
        from edit in Gen.Choose(0, 3)
        from replacement in Gen.Elements<char>(Replacements.ToCharArray())
        let place = at % Math.Max(1, document.Length)
        select edit switch
        {
            0 when document.Length > 0 => document.Remove(place, 1),
            1 when document.Length > 0 => $"{document[..place]}{replacement}{document[(place + 1)..]}",
            _ => document,
        };
}
