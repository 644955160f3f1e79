using Ntm.Faults.Tests;
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(LongestFirst))]

namespace Ntm.Faults.Tests;

/// <summary>Tests that have the machine for themselves, after all others: what they measure would otherwise be their neighbour's.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}

/// <summary>The kills of the single process wait for its start most of the time: with them the others end as early as without.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection =>
        [
            .. testCollections.OrderBy(collection =>
                collection.TestCollectionDisplayName.Contains(typeof(KillTests).FullName!, StringComparison.Ordinal) ? 0 : 1
            ),
        ];
}
