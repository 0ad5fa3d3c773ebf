using OpenRouterKeys.Fluent.CodeFixes;

namespace OpenRouterKeys.Fluent.Analyzers.Tests.Fixes;

/// <summary>Tests the fix for ORK2006.</summary>
public class SerializedCreatedKeyFixTests
{
    [Theory]
    [InlineData("JsonSerializer.Serialize([|created|]);", "JsonSerializer.Serialize(new { created.Info.Hash, Secret = created.Key.Reveal() });")]
    [InlineData("Map(async () => { await Task.Yield(); return [|created|]; });", "Map(async () => { await Task.Yield(); return new { created.Info.Hash, Secret = created.Key.Reveal() }; });")]
    [InlineData("Map(() => /* why */ [|created|] /* end */);", "Map(() => /* why */ new { created.Info.Hash, Secret = created.Key.Reveal() } /* end */);")]
    [InlineData("Map(() => [|rotated.NewKey|]);", "Map(() => new { rotated.NewKey.Info.Hash, Secret = rotated.NewKey.Key.Reveal() });")]
    [InlineData("Map(() => new { [|created.Key|] });", "Map(() => new { Secret = created.Key.Reveal() });")]
    [InlineData("Map(() => [|new { text, created.Key }|]);", "Map(() => new { text, Secret = created.Key.Reveal() });")]
    [InlineData("Map(() => [|new { K = created.Key, text }|]);", "Map(() => new { K = created.Key.Reveal(), text });")]
    [InlineData("Map(() => [|new { created }|]);", "Map(() => new { created = new { created.Info.Hash, Secret = created.Key.Reveal() } });")]
    [InlineData("Map(() => new { A = [|created|] });", "Map(() => new { A = new { created.Info.Hash, Secret = created.Key.Reveal() } });")]
    public async Task Hash_and_secret_are_returned(string statement, string expected) => Assert.Equal(expected, await FixAsync(statement));

    [Theory]
    [InlineData("JsonSerializer.Serialize<CreatedKey>([|created|]);")]
    [InlineData("Map((Func<CreatedKey>)(() => [|created|]));")]
    [InlineData("Map(() => { if (text is null) return rotated.NewKey; return [|created|]; });")]
    [InlineData("JsonSerializer.Serialize([|Get()|]); CreatedKey Get() => created;")]
    [InlineData("JsonSerializer.Serialize([|maybe|]);")]
    [InlineData("JsonSerializer.Serialize([|rotated /* c */ .NewKey|]);")]
    [InlineData("Map(() => [|new { Secret = text, created.Key }|]);")]
    [InlineData("JsonSerializer.Serialize([|created.Info|]);")]
    public async Task Other_expression_or_fixed_type_has_no_fix(string statement) => Assert.Null(await FixAsync(statement));

    // Returns null if there is no fix.
    private static Task<string?> FixAsync(string statement)
    {
        var parts = statement.Split(["[|", "|]"], StringSplitOptions.None);
        return new FixRunner(new SerializedCreatedKeyFix()).FixAsync(string.Concat(parts), parts[1]);
    }
}
