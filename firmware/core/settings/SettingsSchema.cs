using Pedestal.Protocol;

namespace Pedestal.Core.Settings
{
    /// <summary>All settings with limits and defaults, used by validation, console, documentation and storage.</summary>
    public static class SettingsSchema
    {
        /// <summary>Version of the stored form.</summary>
        public const int Version = 2;

        /// <summary>Shortest service code, characters.</summary>
        public const int ShortestServiceCode = 6;

        /// <summary>Longest service code, characters.</summary>
        public const int LongestServiceCode = 32;

        // Limits of nanoFramework's Wireless80211Configuration: it stores 32 and 64 bytes, each with a terminating zero.
        const int LongestSsid = 31;
        const int LongestPassphrase = 63;

        /// <summary>The settings, in the order in which they are listed.</summary>
        public static readonly Setting[] All =
        {
            new Setting(SettingNames.Venue, SettingKind.Name, 1, 64)
            {
                Required = true, Restart = true, Help = "the pedestal's venue",
            },
            new Setting(SettingNames.Device, SettingKind.Name, 1, 64)
            {
                Required = true, Restart = true, Own = true, Help = "the pedestal's name, unique in its venue",
            },
            new Setting(SettingNames.Mode, SettingKind.Mode, 0, 0)
            {
                Default = "entry", Restart = true, Remote = RemoteChange.Allowed, Help = "the pedestal's purpose; capture stores pictures of palms, for people who have agreed, and opens no gate",
            },
            new Setting(SettingNames.MatchKey, SettingKind.Key, 48, 48)
            {
                Required = true, Secret = true, Restart = true, Help = "key shared with the matcher, from 'venue provision'",
            },
            new Setting(SettingNames.TicketKey, SettingKind.Key, 48, 48)
            {
                Required = true, Secret = true, Restart = true, Help = "key shared with ticketing, from 'venue provision'",
            },
            new Setting(SettingNames.FleetKey, SettingKind.Key, 48, 48)
            {
                Secret = true, Restart = true, Help = "key shared with the fleet's operator; none for no remote commands",
            },
            new Setting(SettingNames.CaptureKey, SettingKind.Key, 48, 48)
            {
                Secret = true, Restart = true, Help = "seals the pictures of mode capture, from 'capture new'; none for no pictures",
            },
            new Setting(SettingNames.WifiSsid, SettingKind.Text, 1, LongestSsid)
            {
                Required = true, Restart = true, Remote = RemoteChange.WithTls,
                Help = "name of the Wi-Fi network; the platform does not support 32 bytes",
            },
            new Setting(SettingNames.WifiPassword, SettingKind.Text, 8, LongestPassphrase)
            {
                Secret = true, Restart = true, Remote = RemoteChange.WithTls, Help = "its passphrase; none for an open network",
            },
            new Setting(SettingNames.TimeServer, SettingKind.Host, 1, 253)
            {
                Default = "pool.ntp.org", Restart = true, Help = "SNTP server; encryption needs the time",
            },
            new Setting(SettingNames.BrokerHost, SettingKind.Brokers, 1, 253)
            {
                Required = true, Restart = true, Help = "the brokers, the first to try first; it stays with one that works",
            },
            new Setting(SettingNames.BrokerPort, SettingKind.Number, 1, 65535)
            {
                Default = "8883", Restart = true, Help = "port of the brokers listed without one",
            },
            new Setting(SettingNames.BrokerTls, SettingKind.Switch, 0, 0)
            {
                Default = "on", Restart = true, Help = "whether the connection to a broker is encrypted",
            },
            new Setting(SettingNames.BrokerCa, SettingKind.Certificate, 1, 4096)
            {
                Restart = true, Help = "the authority that signed the brokers' certificates; none for those on the device",
            },
            new Setting(SettingNames.BrokerUser, SettingKind.Text, 1, 64)
            {
                Restart = true, Own = true, Help = "user name for the brokers",
            },
            new Setting(SettingNames.BrokerPassword, SettingKind.Text, 1, 64)
            {
                Secret = true, Restart = true, Help = "password for the brokers",
            },
            new Setting(SettingNames.Budget, SettingKind.Number, 300, 5000)
            {
                Default = "1000", Remote = RemoteChange.Allowed, Help = "ms from a usable palm to the decision",
            },
            new Setting(SettingNames.Nearest, SettingKind.Number, 20, 300)
            {
                Default = "60", Remote = RemoteChange.Allowed, Help = "nearest usable hover distance, mm",
            },
            new Setting(SettingNames.Farthest, SettingKind.Number, 20, 300)
            {
                Default = "130", Remote = RemoteChange.Allowed, Help = "farthest usable hover distance, mm",
            },
            new Setting(SettingNames.GatePulse, SettingKind.Number, 100, 5000)
            {
                Default = "500", Restart = true, Remote = RemoteChange.Allowed,
                Help = "length of the gate's pulse, as set by its monostable, ms",
            },
            new Setting(SettingNames.GateFeedback, SettingKind.Switch, 0, 0)
            {
                Default = "off", Restart = true, Remote = RemoteChange.Allowed,
                Help = "whether a second contact of the gate's relay confirms each pulse",
            },
            new Setting(SettingNames.GatePassage, SettingKind.Number, PassageTerms.ShortestSeconds, PassageTerms.LongestSeconds)
            {
                OrZero = true, Default = "0", Restart = true, Remote = RemoteChange.Allowed,
                Help = "seconds in which an admitted guest must pass the turnstile; 0 if its PASS contact is not wired",
            },
            new Setting(SettingNames.EnrolmentPulse, SettingKind.Switch, 0, 0)
            {
                Default = "off", Restart = true,
                Help = "whether a palm needs a pulse to be enrolled; only with a rest for the hand",
            },
            new Setting(SettingNames.ServiceCode, SettingKind.Text, ShortestServiceCode, LongestServiceCode)
            {
                Required = true, Secret = true, Restart = true, Help = "the code that starts the console's service mode",
            },
            new Setting(SettingNames.Offline, SettingKind.Switch, 0, 0)
            {
                Default = "off", Restart = true, Remote = RemoteChange.Allowed,
                Help = "whether signed tickets are admitted while ticketing is unreachable",
            },
            new Setting(SettingNames.OfflineKey, SettingKind.Key, SignedCode.ShareKeyLength,
                SignedCode.Shares * SignedCode.ShareKeyLength)
            {
                Secret = true, Restart = true, Help = "this lane's key for tonight, from 'ticketing lane-key'",
            },
            new Setting(SettingNames.OfflineLane, SettingKind.Number, 1, 64)
            {
                Default = "1", Restart = true, Own = true, Help = "this lane's place in ticketing's OfflineLanes",
            },
            new Setting(SettingNames.OfflineLanes, SettingKind.Number, 1, 64)
            {
                Default = "1", Restart = true, Help = "how many lanes are listed there",
            },
        };

        /// <summary>Index of a name in <see cref="All"/>, or -1.</summary>
        public static int IndexOf(string name)
        {
            for (var i = 0; i < All.Length; i++)
            {
                if (All[i].Name == name)
                {
                    return i;
                }
            }

            return -1;
        }

        /// <summary>The value in force for a setting: the one in this array, or the default; null for none.</summary>
        public static string InForce(string[] values, string name)
        {
            var index = IndexOf(name);
            return values[index] ?? All[index].Default;
        }

        /// <summary>Null if a pedestal can serve with these values, otherwise what is missing or inconsistent.</summary>
        public static string StillToDo(string[] values)
        {
            for (var i = 0; i < All.Length; i++)
            {
                if (All[i].Required && values[i] == null)
                {
                    return All[i].Name + " is missing; add it with 'config set " + All[i].Name + " VALUE'";
                }
            }

            return InForce(values, SettingNames.Mode) == SettingsWords.Of(LaneMode.Capture) && values[IndexOf(SettingNames.CaptureKey)] == null
                ? SettingNames.CaptureKey + " is missing; the mode capture needs it"
                : Number(values, SettingNames.Nearest) >= Number(values, SettingNames.Farthest)
                ? SettingNames.Nearest + " must be less than " + SettingNames.Farthest
                : InForce(values, SettingNames.Offline) == "on" && InForce(values, SettingNames.OfflineKey) == null
                ? SettingNames.OfflineKey + " is missing; " + SettingNames.Offline + " needs it"
                : Number(values, SettingNames.OfflineLane) > Number(values, SettingNames.OfflineLanes)
                ? SettingNames.OfflineLane + " must not be more than " + SettingNames.OfflineLanes
                : InForce(values, SettingNames.Offline) == "on" && values[IndexOf(SettingNames.OfflineKey)].Length / 2
                    != OfflineSettings.KeyLengthOf(Number(values, SettingNames.OfflineLane), Number(values, SettingNames.OfflineLanes))
                ? SettingNames.OfflineKey + " is not that of lane " + InForce(values, SettingNames.OfflineLane) + " of "
                    + InForce(values, SettingNames.OfflineLanes)
                : null;
        }

        static int Number(string[] values, string name)
        {
            return SettingValues.Number(InForce(values, name));
        }
    }
}
