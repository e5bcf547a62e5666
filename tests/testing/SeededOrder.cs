#nullable enable
using Xunit.Sdk;
using Xunit.v3;

[assembly: TestCollectionOrderer(typeof(Pedestal.Testing.SeededOrder))]
[assembly: TestClassOrderer(typeof(Pedestal.Testing.SeededOrder))]
[assembly: TestMethodOrderer(typeof(Pedestal.Testing.SeededOrder))]
[assembly: TestCaseOrderer(typeof(Pedestal.Testing.SeededOrder))]

namespace Pedestal.Testing;

/// <summary>
/// Tests in an order that follows from the seed and their names alone, not from the folder they were built in. Another seed
/// is another order: dotnet test -- xUnit.Seed=5
/// </summary>
sealed class SeededOrder : ITestCollectionOrderer, ITestClassOrderer, ITestMethodOrderer, ITestCaseOrderer
{
    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(
        IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => Shuffle(testCollections, c => c.TestCollectionDisplayName);

    public IReadOnlyCollection<TTestClass?> OrderTestClasses<TTestClass>(IReadOnlyCollection<TTestClass?> testClasses)
        where TTestClass : ITestClass => Shuffle(testClasses, c => c?.TestClassName);

    public IReadOnlyCollection<TTestMethod?> OrderTestMethods<TTestMethod>(IReadOnlyCollection<TTestMethod?> testMethods)
        where TTestMethod : ITestMethod => Shuffle(testMethods, m => m?.MethodName);

    public IReadOnlyCollection<TTestCase> OrderTestCases<TTestCase>(IReadOnlyCollection<TTestCase> testCases)
        where TTestCase : ITestCase => Shuffle(testCases, c => c.TestCaseDisplayName);

    static T[] Shuffle<T>(IEnumerable<T> tests, Func<T, string?> name)
    {
        T[] ordered = [.. tests.OrderBy(name, StringComparer.Ordinal)];
        new Random(Randomizer.Seed).Shuffle(ordered);
        return ordered;
    }
}
