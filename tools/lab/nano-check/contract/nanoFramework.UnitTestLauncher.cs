// references: mscorlib, nanoFramework.TestFramework
namespace nanoFramework.TestFramework
{
    // Loads the test assembly by its name and runs it; nothing calls it.
    public class UnitTestLauncher
    {
        internal extern UnitTestLauncher();
    }
}
