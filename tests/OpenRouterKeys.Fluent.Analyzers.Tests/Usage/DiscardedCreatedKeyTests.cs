namespace OpenRouterKeys.Fluent.Analyzers.Tests.Usage;

/// <summary>Tests ORK2003.</summary>
public class DiscardedCreatedKeyTests
{
    [Theory]
    [InlineData("await request.{|ORK2003:SendAsync(client)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false);")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.WaitAsync(TimeSpan.FromSeconds(1));")]
    [InlineData("await client.{|ORK2003:CreateAsync(request)|}.WaitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);")]
    [InlineData("client.{|ORK2003:CreateAsync(request)|}.Wait();")]
    [InlineData("client.{|ORK2003:CreateAsync(request)|}.Wait(1000);")]
    [InlineData("client.{|ORK2003:CreateAsync(request)|}.WaitAsync(CancellationToken.None).Wait();")]
    [InlineData("client.{|ORK2003:CreateAsync(request)|}.GetAwaiter().GetResult();")]
    [InlineData("client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("_ = client.{|ORK2003:CreateAsync(request)|}.Result;")]
    [InlineData("_ = client?.{|ORK2003:CreateAsync(request)|}.Result;")]
    [InlineData("_ = client.{|ORK2003:CreateAsync(request)|}?.Result;")]
    [InlineData("_ = client.{|ORK2003:CreateAsync(request)|}.GetAwaiter().GetResult();")]
    [InlineData("_ = client.{|ORK2003:CreateAsync(request)|}.WaitAsync(CancellationToken.None).Result;")]
    [InlineData("client?.{|ORK2003:CreateAsync(request)|}.Wait();")]
    [InlineData("client?.{|ORK2003:CreateAsync(request)|}?.ConfigureAwait(false).GetAwaiter().GetResult();")]
    [InlineData("await client?.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await (client?.{|ORK2003:CreateAsync(request)|});")]
    [InlineData("await (Task)client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("_ = await client.{|ORK2003:CreateAsync(request)|};")]
    [InlineData("_ = (await client.{|ORK2003:CreateAsync(request)|});")]
    [InlineData("_ = (object)await client.{|ORK2003:CreateAsync(request)|}.ConfigureAwait(false);")]
    [InlineData("_ = checked(await client.{|ORK2003:CreateAsync(request)|});")]
    [InlineData("await ((IOpenRouterKeysClient)client).{|ORK2003:CreateAsync(request)|};")]
    [InlineData("await OpenRouterKeysClientExtensions.{|ORK2003:SendAsync(request, client)|};")]
    [InlineData("foreach (var r in new[] { request }) await r.{|ORK2003:SendAsync(client)|};")]
    [InlineData("foreach (var r in from n in new[] { 1 } select request) { await client.{|ORK2003:CreateAsync(r)|}; }")]
    [InlineData("Func<Task> a = async () => { await client.{|ORK2003:CreateAsync(request)|}; }; await a();")]
    [InlineData("Func<Task> a = async () => _ = await client.{|ORK2003:CreateAsync(request)|}; await a();")]
    [InlineData("async void F() { await client.{|ORK2003:CreateAsync(request)|}; } F();")]
    [InlineData("await using (new System.IO.MemoryStream()) { await client.{|ORK2003:CreateAsync(request)|}; }")]
    [InlineData("try { await client.{|ORK2003:CreateAsync(request)|}; } catch (Exception) { }")]
    [InlineData("try { await client.{|ORK2003:CreateAsync(request)|}; } catch (OperationCanceledException) { }")]
    [InlineData("try { await client.{|ORK2003:CreateAsync(request)|}; } catch { }")]
    [InlineData("try { await client.{|ORK2003:CreateAsync(request)|}; } finally { }")]
    [InlineData("try { } catch (KeyRequestRejectedException) { await client.{|ORK2003:CreateAsync(request)|}; }")]
    [InlineData("try { } catch (KeyRequestRejectedException) { } finally { await client.{|ORK2003:CreateAsync(request)|}; }")]
    [InlineData("try { Func<Task> a = async () => { await client.{|ORK2003:CreateAsync(request)|}; }; } catch (KeyRequestRejectedException) { }")]
    [InlineData("try { async Task F() { await client.{|ORK2003:CreateAsync(request)|}; } await F(); } catch (KeyRequestRejectedException) { }")]
    public Task Discarded_key_is_reported(string statements) => Verify.Body(statements);

    [Theory]
    [InlineData("await client.CreateAsync(request, (k, t) => Task.CompletedTask);")]
    [InlineData("_ = await client.CreateAsync(request, store: (k, t) => Task.CompletedTask).ConfigureAwait(false);")]
    [InlineData("await client.CreateOnceAsync(request, (k, t) => Task.CompletedTask);")]
    [InlineData("await client.DeleteAsync(\"h\"); await client.UpdateAsync(\"h\", update => update.Enable()); await client.RotateAsync(\"h\", (k, t) => Task.CompletedTask);")]
    [InlineData("var created = await client.CreateAsync(request);")]
    [InlineData("var _ = await client.CreateAsync(request);")]
    [InlineData("var task = client.CreateAsync(request); await task;")]
    [InlineData("await Task.WhenAll(client.CreateAsync(request));")]
    [InlineData("_ = (await client.CreateAsync(request)).Key;")]
    [InlineData("(await client.CreateAsync(request)).Key.Reveal();")]
    [InlineData("await client.CreateAsync(request).ContinueWith(t => t.Result.Key);")]
    [InlineData("Func<Task> a = async () => await client.CreateAsync(request); await a();")]
    [InlineData("Func<Task<CreatedKey>> a = async () => _ = await client.CreateAsync(request); await a();")]
    [InlineData("Action a = () => client.CreateAsync(request).Wait(); a();")]
    [InlineData("System.Linq.Expressions.Expression<Func<CreatedKey>> e = () => client.CreateAsync(request, default).Result;")]
    [InlineData("await client.CreateAsync(request){|CS1002:|}")]
    [InlineData("await client.{|CS1061:CreatAsync|}(request);")]
    [InlineData("await client.{|CS7036:CreateAsync|}();")]
    [InlineData("{|CS0201:client.CreateAsync(request).Result|};")]
    [InlineData("{|CS0201:client?.CreateAsync(request).Result|};")]
    [InlineData("try { await client.CreateAsync(request); } catch (OpenRouterKeysException) { }")]
    [InlineData("try { await client.CreateAsync(request); } catch (KeyRequestRejectedException exception) when (exception.Message == text) { }")]
    [InlineData("try { await client.CreateAsync(request); } catch (RateLimitedException) { }")]
    [InlineData("try { await client.CreateAsync(request); } catch (InvalidKeyRequestException) { }")]
    [InlineData("try { _ = await client.CreateAsync(request); } catch (OperationCanceledException) { } catch (KeyOutcomeUnknownException) { }")]
    [InlineData("try { try { await client.CreateAsync(request); } finally { } } catch (OpenRouterUnavailableException) { }")]
    [InlineData("try { try { } catch (Exception) { await client.CreateAsync(request); } } catch (OpenRouterUnavailableException) { }")]
    [InlineData("try { if (amount > 0m) { using (null) { await client.CreateAsync(request); } } } catch (OpenRouterUnavailableException) { }")]
    [InlineData("try { await client.CreateAsync(request); } catch (Exception e) when (e is RateLimitedException or OpenRouterUnavailableException) { }")]
    public Task Used_or_expected_key_is_not_reported(string statements) => Verify.Body(statements);

    [Fact]
    public Task Clients_of_the_program_are_recognized() => Verify.File(
        """
        abstract class Base : IOpenRouterKeysClient
        {
            public virtual Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) => null;
            public Task<CreatedKey> CreateAsync(string name) => null;
            public IAsyncEnumerable<KeyInfo> ListAsync(KeyFilter filter = null, CancellationToken cancellationToken = default) => null;
            public Task<KeyInfo> GetAsync(string hash, CancellationToken cancellationToken = default) => null;
            public Task<KeyInfo> UpdateAsync(string hash, KeyUpdate update, CancellationToken cancellationToken = default) => null;
            public async Task DeleteAsync(string hash, CancellationToken cancellationToken = default) => await Task.Yield();
        }
        class Derived : Base { public override Task<CreatedKey> CreateAsync(KeyRequest request, CancellationToken cancellationToken = default) => null; }
        class LookAlike { public Task<CreatedKey> CreateAsync(KeyRequest request) => null; public Task DeleteAsync(string hash) => null; public IAsyncEnumerable<int> ListAsync() => null; }
        class C<T> where T : IOpenRouterKeysClient
        {
            async Task M(Base a, Derived b, T c, LookAlike d, KeyRequest r)
            {
                await a.{|ORK2003:CreateAsync(r)|};
                await b.{|ORK2003:CreateAsync(r)|};
                await c.{|ORK2003:CreateAsync(r)|};
                await a.CreateAsync("name");
                await d.CreateAsync(r);
                a.{|ORK2007:ListAsync()|};
                c.{|ORK2007:ListAsync()|};
                d.ListAsync();
            }

            void N(Base a, Derived b, T c, LookAlike d, KeyRequest r)
            {
                a.{|ORK2004:CreateAsync(r)|};
                b.{|ORK2004:CreateAsync(r)|};
                c.{|ORK2004:DeleteAsync("h")|};
                a.DeleteAsync("h"); // CS4014
                a?.{|ORK2004:DeleteAsync("h")|};
                d.CreateAsync(r);
                d.DeleteAsync("h");
            }
        }
        """);

    [Fact]
    public Task Top_level_statement_is_reported() => Verify.File(
        """
        using Client = OpenRouterKeys.Fluent.IOpenRouterKeysClient;
        Client client = null;
        await client.{|ORK2003:CreateAsync(KeyRequest.Named("a"))|};
        client?.{|ORK2004:DeleteAsync("h")|};
        client.{|ORK2007:ListAsync()|};
        """,
        Microsoft.CodeAnalysis.OutputKind.ConsoleApplication);
}
