using System.Net;

namespace OpenRouterKeys.Fluent.DependencyInjection.Tests.Recipes;

/// <summary>Runs the recipe with PostgreSQL as a process, and calls it over HTTP.</summary>
[Collection(nameof(CustomerProgram))]
public sealed class PostgresKeysTests(CustomerProgram program) : IAsyncLifetime
{
    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(PostgreSqlServer.SkipReason is not null, PostgreSqlServer.SkipReason ?? "");
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Key_is_stored_with_its_encrypted_secret()
    {
        await CreateAsync("first");

        var key = Assert.Single(program.KeysOf("first"));
        Assert.Equal((5m, LimitReset.Monthly), (key.LimitUsd, key.LimitReset));
        Assert.Equal(key.Hash, Assert.Single(await program.HashesOfAsync("first")));
        var secret = await program.GetSecretAsync("first");
        using var client = new OpenRouterKeysClient(ManagementKey.From(secret), new() { BaseAddress = program.OpenRouter.BaseAddress });
        Assert.Equal(key.Label, (await client.GetCurrentAsync(cancellationToken: TestContext.Current.CancellationToken)).Label);
        Assert.DoesNotContain(secret, await program.ExecuteAsync("""SELECT * FROM "Keys" """), StringComparison.Ordinal);
        Assert.DoesNotContain(secret, program.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Second_key_of_a_customer_is_not_created()
    {
        await CreateAsync("second");
        using var response = await program.CreateKeyAsync("second");

        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal(await program.HashesOfAsync("second"), program.KeysOf("second").Select(key => key.Hash));
    }

    [Fact]
    public async Task Concurrent_requests_leave_one_key_and_its_row()
    {
        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => program.CreateKeyAsync("concurrent")));

        Assert.Single(responses, response => response.IsSuccessStatusCode);
        Assert.Equal(await program.HashesOfAsync("concurrent"), program.KeysOf("concurrent").Select(key => key.Hash));
    }

    [Fact]
    public async Task Failed_commit_leaves_neither_key_nor_row()
    {
        await AddTriggerAsync("failing", "RAISE EXCEPTION 'not committed';");
        using var response = await program.CreateKeyAsync("failing");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Contains("P0001: not committed", program.Output, StringComparison.Ordinal);
        Assert.Empty(program.KeysOf("failing"));
        Assert.Empty(await program.HashesOfAsync("failing"));
    }

    [Fact]
    public async Task Lost_acknowledgement_of_the_commit_keeps_key_and_row()
    {
        program.Proxy.DropAtNextInsert(ConnectionDrop.AfterCommit);
        await CreateAsync("lost");

        Assert.True(program.Proxy.HasDropped);
        Assert.Equal(Assert.Single(await program.HashesOfAsync("lost")), Assert.Single(program.KeysOf("lost")).Hash);
        Assert.NotEmpty(await program.GetSecretAsync("lost"));
    }

    [Fact]
    public async Task Connection_that_is_dropped_during_a_slow_commit_keeps_key_and_row()
    {
        await AddTriggerAsync("slow", "PERFORM pg_advisory_xact_lock(1);");
        using var commitLock = await program.HoldLockAsync();
        program.Proxy.DropAtNextInsert(ConnectionDrop.BeforeCommit);
        var creation = program.CreateKeyAsync("slow");

        // The first insert waits for the lock, and the second one for the first.
        while (await program.ExecuteAsync("SELECT count(*) FROM pg_locks WHERE NOT granted") != "2" && !creation.IsCompleted)
        {
            Assert.Empty(await program.HashesOfAsync("slow"));
        }

        Assert.True(program.Proxy.HasDropped);
        commitLock.StandardInput.Close();
        using var response = await creation;
        Assert.True(response.IsSuccessStatusCode, program.Output);
        Assert.Equal(Assert.Single(await program.HashesOfAsync("slow")), Assert.Single(program.KeysOf("slow")).Hash);
    }

    private async Task CreateAsync(string customer)
    {
        using var response = await program.CreateKeyAsync(customer);
        Assert.True(response.IsSuccessStatusCode, program.Output);
    }

    /// <summary>Adds a trigger that executes a statement when a row of the customer is committed.</summary>
    private async Task AddTriggerAsync(string customer, string statement) => await program.ExecuteAsync($"""
        CREATE FUNCTION commit_{customer}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {statement} RETURN NULL; END $$;
        CREATE CONSTRAINT TRIGGER commit_{customer} AFTER INSERT ON "Keys" DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW WHEN (NEW."Customer" = '{customer}') EXECUTE FUNCTION commit_{customer}();
        """);
}
