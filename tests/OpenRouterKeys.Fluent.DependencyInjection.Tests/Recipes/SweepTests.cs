namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>Runs the sweep after the recipe with PostgreSQL.</summary>
[Collection(nameof(CustomerProgram))]
public sealed class SweepTests(CustomerProgram program) : IAsyncLifetime
{
    private static readonly DateTimeOffset AnHourAgo = DateTimeOffset.UtcNow.AddHours(-1);

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.SkipReason is not null, PostgreSqlServer.SkipReason ?? "");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Keys_without_row_and_rows_without_key_are_reported()
    {
        (await program.CreateKeyAsync("swept")).Dispose();
        var (enabled, disabled, expired, missing) = (HashOf('a'), HashOf('b'), HashOf('c'), HashOf('d'));
        program.OpenRouter.Add(new KeyInfo { Hash = enabled, Name = "customer enabled", CreatedAt = AnHourAgo });
        program.OpenRouter.Add(new KeyInfo { Hash = disabled, Name = "customer disabled", CreatedAt = AnHourAgo, IsDisabled = true });
        program.OpenRouter.Add(new KeyInfo { Hash = expired, Name = "customer expired", CreatedAt = AnHourAgo, ExpiresAt = AnHourAgo.AddMinutes(1) });
        program.OpenRouter.Add(new KeyInfo { Hash = HashOf('e'), Name = "customer whose key is about to be stored", CreatedAt = DateTimeOffset.UtcNow });
        program.OpenRouter.Add(new KeyInfo { Hash = HashOf('f'), Name = "key of another application", CreatedAt = AnHourAgo });
        await program.ExecuteAsync($"""INSERT INTO "Keys" ("Hash", "Name", "Customer", "EncryptedSecret") VALUES ('{missing}', '', 'missing', '')""");

        string[] expected =
        [
            $"Key without a row: {enabled} 'customer enabled'",
            $"Key without a row: {disabled} 'customer disabled'",
            $"Key without a row: {expired} 'customer expired'",
            $"Row without a key: {missing} of customer 'missing'",
        ];
        Assert.Equal((1, string.Join('\n', expected.Order())), await SweepAsync());

        using var client = program.OpenRouter.CreateClient();
        foreach (var hash in new[] { enabled, disabled, expired })
        {
            await client.DeleteAsync(hash, TestContext.Current.CancellationToken);
        }

        await program.ExecuteAsync($"""DELETE FROM "Keys" WHERE "Hash" = '{missing}'""");
        Assert.Equal((0, ""), await SweepAsync());
    }

    private static string HashOf(char digit) => new(digit, 64);

    private async Task<(int ExitCode, string Strays)> SweepAsync()
    {
        await using var sweep = new RecipeProcess("Sweep", program.OpenRouter, "--ConnectionStrings:Customers", program.ConnectionString);
        var exitCode = await sweep.WaitForExitAsync(TestContext.Current.CancellationToken);
        var strays = sweep.Output.Split('\n').Where(line => line.Contains(" without a ", StringComparison.Ordinal)); // except the log
        return (exitCode, string.Join('\n', strays.Order()));
    }
}
