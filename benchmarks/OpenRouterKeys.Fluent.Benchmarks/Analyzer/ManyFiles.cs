using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace OpenRouterKeys.Fluent.Benchmarks;

/// <summary>A project of many files of ordinary code that references the library and never names it, or has right chains of four steps in
/// each file.</summary>
internal sealed class ManyFiles
{
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !path.Contains("Analyzers", StringComparison.Ordinal)).Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private readonly SyntaxTree[] _trees;

    public ManyFiles(int files, int chains)
    {
        Texts = [.. Enumerable.Range(0, files).Select(n => Source(n, chains))];
        _trees = Parse();
        Calls = _trees.Sum(tree => tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Count());
    }

    public string[] Texts { get; }

    public int Lines => Texts.Sum(text => text.Count(character => character == '\n') + 1);

    public int Calls { get; }

    public SyntaxTree[] Parse() => [.. Texts.Select(text => CSharpSyntaxTree.ParseText(text))];

    /// <summary>A new one each time: an old one remembers what it has bound.</summary>
    public CSharpCompilation Compile() => Compile(_trees);

    public static CSharpCompilation Compile(SyntaxTree[] trees) =>
        CSharpCompilation.Create("Many", trees, References, new(OutputKind.DynamicallyLinkedLibrary, concurrentBuild: false));

    private static string Source(int n, int chains) => string.Create(CultureInfo.InvariantCulture, $$"""
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Threading;
        using System.Threading.Tasks;

        namespace Shop.Orders{{n}};

        /// <summary>What is ordered.</summary>
        public sealed record Order(int Id, string Customer, decimal Total)
        {
            public bool IsLarge => Total > {{n}}m;
        }

        public sealed class OrderService(Func<int, CancellationToken, Task<Order?>> find, TextWriter log)
        {
            private readonly Dictionary<int, Order> _known = new();

            public async Task<Order> GetAsync(int id, CancellationToken cancellationToken = default)
            {
                if (_known.TryGetValue(id, out var known))
                {
                    return known;
                }

                var found = await find(id, cancellationToken).ConfigureAwait(false);
                if (found is null)
                {
                    throw new InvalidOperationException($"There is no order {id} in shop {{n}}.");
                }

                _known.Add(id, found);
                await log.WriteLineAsync($"{found.Customer}: {found.Total:F2}");
                return found;
            }

            public string Describe(Order order) => order switch
            {
                { Total: 0m } => "free",
                { IsLarge: true } => $"large, of {order.Customer.Trim().ToUpperInvariant()}",
                _ => "of " + order.Customer,
            };

            public static object Key() => "customer-{{n}}".Trim().ToUpperInvariant().Replace('A', 'B').PadLeft(20);
        {{string.Concat(Enumerable.Range(0, chains).Select(chain => Invariant(
            $"    public static object Key{chain}() => OpenRouterKeys.Fluent.KeyRequest.Named(\"customer-{n}\").Limit({n}m).ResetsMonthly().IncludesByok().CreatedBy(\"u\");\n")))}}}
        """);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
