using FsCheck;
using FsCheck.Fluent;
using OpenRouterKeys.Fluent.Analyzers.Tests.Corpus;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.PropertyTests;

/// <summary>Generated texts for <c>FromJson</c>: documents of the grammar, half of them with one character deleted or replaced.</summary>
public sealed record RequestTexts(IReadOnlyList<string> Texts)
{
    public override string ToString() => string.Join('\n', Texts);
}

public static class RequestTextArbitrary
{
    public const int Count = 2500;
    private const string Replacements = "\"{}[]:,\\0eE-+. nZ";
    private static readonly Grammar Documents = new([OrdinaryCode.Read("json")]);

    public static Arbitrary<RequestTexts> All() => Arb.From(
        Text.ArrayOf(Count).Select(texts => new RequestTexts(texts)),
        texts => texts.Texts.Count == 1 ? [] : [new([.. texts.Texts.Take(texts.Texts.Count / 2)]), new([.. texts.Texts.Skip(texts.Texts.Count / 2)])]);

    private static Gen<string> Text =>
        from document in Documents.Expand("§document")
        from position in Gen.Choose(0, 1000)
        from edit in Gen.Choose(0, 3)
        from replacement in Gen.Elements<char>(Replacements.ToCharArray())
        let index = position % Math.Max(1, document.Length)
        select edit switch
        {
            0 when document.Length > 0 => document.Remove(index, 1),
            1 when document.Length > 0 => $"{document[..index]}{replacement}{document[(index + 1)..]}",
            _ => document,
        };
}
