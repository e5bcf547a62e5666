// references: mscorlib
namespace nanoFramework.Runtime.Native
{
    public enum RebootOption
    {
        NormalReboot = 0,
    }

    public class Power
    {
        public static extern void RebootDevice(RebootOption rebootOption = RebootOption.NormalReboot);
    }

    public static class GC
    {
        public static extern uint Run(bool compactHeap);
    }

    public static class SystemInfo
    {
        public static extern System.Version Version { get; }
    }
}
