using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using nanoFramework.TestFramework;

namespace Pedestal.Device.Tests
{
    /// <summary>Finds and runs the tests as the device's launcher does.</summary>
    public class DeviceTests
    {
        const BindingFlags OfInstance =
            BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly;

        public static IEnumerable<Xunit.TheoryDataRow<string, string>> Tests() =>
            from type in TestClasses()
            from method in type.GetMethods()
            where method.IsDefined(typeof(TestMethodAttribute))
            select new Xunit.TheoryDataRow<string, string>(type.Name, method.Name);

        [Xunit.Theory]
        [Xunit.MemberData(nameof(Tests))]
        public void Passes(string testClass, string test)
        {
            var type = TestClasses().Single(t => t.Name == testClass);
            type.GetMethod(test).Invoke(
                Activator.CreateInstance(type), BindingFlags.DoNotWrapExceptions, null, null, null);
        }

        [Xunit.Fact]
        public void No_test_needs_an_instance_or_an_argument()
        {
            // The launcher invokes every test on null, and with nothing.
            foreach (var type in TestClasses())
            {
                Xunit.Assert.Empty(type.GetFields(OfInstance));
                Xunit.Assert.All(type.GetMethods(OfInstance), method =>
                {
                    Xunit.Assert.True(method.IsDefined(typeof(TestMethodAttribute)), $"{method.Name} is no test.");
                    Xunit.Assert.Empty(method.GetParameters());
                    Xunit.Assert.Equal(typeof(void), method.ReturnType);
                });
            }
        }

        static IEnumerable<Type> TestClasses() =>
            typeof(DeviceTests).Assembly.GetTypes().Where(type => type.IsDefined(typeof(TestClassAttribute)));
    }
}
