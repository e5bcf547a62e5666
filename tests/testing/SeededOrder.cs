using Xunit.Sdk;
using Xunit.v3;

namespace Pedestal.Testing;

/// <summary>
/// Orders tests by the seed and their names alone, not by the folder they were built in. Another seed
/// gives another order: dotnet test -- xUnit.Seed=5
/// </summary>
public sealed class SeededOrder : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => Shuffle(testCollections, c => c.TestCollectionDisplayName);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : ITestClass => Shuffle(testClasses, c => c?.TestClassName);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : ITestMethod => Shuffle(testMethods, m => m?.MethodName);

    /// <inheritdoc/>
    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase => Shuffle(testCases, c => c.TestCaseDisplayName);

    static T[] Shuffle<T>(IEnumerable<T> tests, Func<T, string?> name)
    {
        T[] ordered = [.. tests.OrderBy(name, StringComparer.Ordinal)];
        new Random(Randomizer.Seed).Shuffle(ordered);
        return ordered;
    }
}
