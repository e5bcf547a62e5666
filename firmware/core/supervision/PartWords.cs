using Pedestal.Hal;

namespace Pedestal.Core.Supervision
{
    /// <summary>The words for faults and dropped codes, in messages and logs.</summary>
    public static class PartWords
    {
        static readonly string[] CodeDrops = { "none", "control-character", "not-ascii", "too-long", "torn" };

        static readonly string[] StartupFaults =
        {
            "none", "settings-missing", "settings-invalid", "storage-failed", "not-enough-memory", "camera-bus-failed",
            "range-bus-failed", "reader-port-failed", "wifi-no-interface", "wifi-no-address", "wifi-no-time", "wifi-failed",
            "crashed",
        };

        /// <summary>The word for why a code was dropped.</summary>
        public static string Of(CodeDrop why)
        {
            return CodeDrops[(int)why];
        }

        /// <summary>The word for a fault of the start-up.</summary>
        public static string Of(StartupFault fault)
        {
            return StartupFaults[(int)fault];
        }

        /// <summary>The word for a camera status, from the camera's row in <see cref="PartTable"/>.</summary>
        public static string Of(CameraStatus status)
        {
            return PartTable.Of(Part.Camera).Words[(int)status];
        }
    }
}
