using Pedestal.Protocol;
using Pedestal.Hal;
using Pedestal.Vein;

namespace Pedestal.Core
{
    /// <summary>Enum values as the words operators read; the platform has no Enum.ToString.</summary>
    public static class Names
    {
        static readonly string[] Reasons =
        {
            "none", "no-reply-in-time", "link-down", "camera-failed", "capture-unusable", "bad-reply", "code-too-long",
            "abandoned", "internal-error", "just-admitted", "not-confirmed", "gate-fault",
        };

        static readonly string[] CodeDrops = { "none", "control-character", "not-ascii", "too-long", "torn" };

        static readonly string[] Extractions =
        {
            "ok", "no-hand", "too-far", "too-near", "off-centre", "too-dark", "too-bright", "too-few-cells", "not-a-palm",
            "low-contrast", "blurred", "tilted", "moving", "not-skin",
        };

        static readonly string[] Verdicts =
        {
            "admitted", "off", "not-signed", "wrong-signature", "out-of-time", "clock-unset", "other-lane", "used",
            "list-not-open", "list-full", "list-damaged", "storage-failed",
        };

        static readonly string[] Lists = { "not-open", "open", "full", "closed", "damaged", "storage-failed" };

        static readonly string[] SettingsStates =
        {
            "current", "none-stored", "on-trial", "rolled-back", "previous", "damaged", "too-new", "storage-failed",
        };

        static readonly string[] SettingsResults =
        {
            "done", "unknown-name", "bad-value", "incomplete", "nothing-to-do", "too-new", "storage-failed",
        };

        static readonly string[] Ways = { "palm", "ticket", "sample", "enrolment", "deletion" };

        static readonly string[] Stages =
        {
            "presence", "capture", "extract", "seal", "network", "match", "ticket", "gate",
        };

        static readonly string[] LaneStates =
        {
            "idle", "guiding", "capturing", "matching", "checking-ticket", "admitted", "enrolled", "denied", "use-ticket",
            "fault", "deleted",
        };

        static readonly string[] Modes = { "entry", "enrolment", "deletion" };

        static readonly string[] TestResults = { "running", "pass", "fail", "skipped" };

        static readonly string[] StartupFaults =
        {
            "none", "settings-missing", "settings-invalid", "storage-failed", "not-enough-memory", "camera-bus-failed",
            "range-bus-failed", "reader-port-failed", "wifi-no-interface", "wifi-no-address", "wifi-no-time", "wifi-failed",
            "crashed",
        };

        static readonly string[] LogLevels = { "debug", "info", "warning", "error" };

        /// <summary>Name of a reason.</summary>
        public static string Of(OutcomeReason reason)
        {
            return Reasons[(int)reason];
        }

        /// <summary>Name of what a pedestal decided by itself.</summary>
        public static string Of(OfflineVerdict verdict)
        {
            return Verdicts[(int)verdict];
        }

        /// <summary>Name of the state of the list of admissions.</summary>
        public static string Of(ListState state)
        {
            return Lists[(int)state];
        }

        /// <summary>Name of where the settings came from.</summary>
        public static string Of(SettingsState state)
        {
            return SettingsStates[(int)state];
        }

        /// <summary>Name of how a change of the settings ended.</summary>
        public static string Of(SettingsResult result)
        {
            return SettingsResults[(int)result];
        }

        /// <summary>Name of why a code was dropped.</summary>
        public static string Of(CodeDrop why)
        {
            return CodeDrops[(int)why];
        }

        /// <summary>Name of a camera status.</summary>
        public static string Of(CameraStatus status)
        {
            return PartTable.Of(Part.Camera).Words[(int)status];
        }

        /// <summary>Name of an extraction status.</summary>
        public static string Of(ExtractionStatus status)
        {
            return Extractions[(int)status];
        }

        /// <summary>Name of a way.</summary>
        public static string Of(EntryWay way)
        {
            return Ways[(int)way];
        }

        /// <summary>Name of a stage.</summary>
        public static string Of(Stage stage)
        {
            return Stages[(int)stage];
        }

        /// <summary>Name of a lane's state.</summary>
        public static string Of(LaneState state)
        {
            return LaneStates[(int)state];
        }

        /// <summary>Name of what a test came to.</summary>
        public static string Of(TestResult result)
        {
            return TestResults[(int)result];
        }

        /// <summary>Name of a fault of the start-up.</summary>
        public static string Of(StartupFault fault)
        {
            return StartupFaults[(int)fault];
        }

        /// <summary>Name of a level of the log.</summary>
        public static string Of(LogLevel level)
        {
            return LogLevels[(int)level];
        }

        /// <summary>The level of a name, or -1.</summary>
        public static int LogLevelOf(string name)
        {
            for (var i = 0; i < LogLevels.Length; i++)
            {
                if (LogLevels[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>Name of a mode.</summary>
        public static string Of(LaneMode mode)
        {
            return Modes[(int)mode];
        }

        /// <summary>The mode of a name; entry for one that is none.</summary>
        public static LaneMode LaneModeOf(string name)
        {
            for (var i = 0; i < Modes.Length; i++)
            {
                if (Modes[i] == name)
                {
                    return (LaneMode)i;
                }
            }

            return LaneMode.Entry;
        }
    }
}
