using System;
using System.Threading;
using nanoFramework.Hardware.Esp32;
using nanoFramework.Runtime.Native;
using Pedestal.Core;
using Pedestal.Hal.Esp32;

namespace Pedestal.Firmware
{
    /// <summary>Serves the console on a thread of its own, from before the settings are read until power-off.</summary>
    sealed class Technician : IConsoleTarget
    {
        const int PollMilliseconds = 50;
        const int PrintMilliseconds = 500;

        static readonly string[] LaneStates =
        {
            "idle", "guiding", "capturing", "matching", "checking-ticket", "admitted", "enrolled", "denied", "use-ticket",
            "fault",
        };

        readonly Board _board;
        readonly SettingsFile _file;
        readonly Health _health;
        DeviceSettings _settings;
        MqttLink _link;
        Lane _lane;

        internal Technician(Board board, SettingsFile file, Health health)
        {
            _board = board;
            _file = file;
            _health = health;
        }

        internal void Start()
        {
            new Thread(Listen).Start();
        }

        /// <summary>The start-up is over; the lane is set last, because the status looks at it first.</summary>
        internal void Serving(DeviceSettings settings, MqttLink link, Lane lane)
        {
            _settings = settings;
            _link = link;
            _lane = lane;
        }

        /// <inheritdoc/>
        public string Status()
        {
            uint total;
            uint free;
            uint largest;
            NativeMemory.GetMemoryInfo(NativeMemory.MemoryType.Internal, out total, out free, out largest);
            var seconds = _board.Clock.NowMicroseconds() / 1000000;
            return "up " + seconds.ToString() + " s\n"
                + "fault " + _health.Text + "\n"
                + ServingStatus()
                + "ring " + (_board.Ring.Works ? "ok" : "failed") + "\n"
                + "gate opened " + _board.Gate.Openings.ToString() + ", passed " + _board.Gate.Passages.ToString() + "\n"
                + "memory " + nanoFramework.Runtime.Native.GC.Run(false).ToString() + " managed, " + free.ToString()
                + " internal bytes free";
        }

        /// <inheritdoc/>
        public string ReadSettings()
        {
            return _file.Read();
        }

        /// <inheritdoc/>
        public string WriteSettings(string text)
        {
            return _file.Write(text);
        }

        /// <inheritdoc/>
        public void Reboot()
        {
            _board.Console.WriteLine("rebooting");
            Thread.Sleep(PrintMilliseconds);
            Power.RebootDevice();
        }

        string ServingStatus()
        {
            var lane = _lane;
            if (lane == null)
            {
                return "lane not started\n";
            }

            var trouble = _link.Trouble;
            return "pedestal " + _settings.Venue + "/" + _settings.Device + "\n"
                + "lane " + LaneStates[(int)lane.State] + ", " + lane.Outcomes.ToString() + " presentations\n"
                + "broker " + (trouble == null ? "connected" : trouble) + "\n";
        }

        void Listen()
        {
            var commands = new ConsoleCommands(this);
            while (true)
            {
                try
                {
                    var line = _board.Console.TryReadLine();
                    if (line == null)
                    {
                        Thread.Sleep(PollMilliseconds);
                    }
                    else
                    {
                        _board.Console.WriteLine(commands.Answer(line));
                    }
                }
                catch (Exception e)
                {
                    // This thread is the way back in: it does not end.
                    _board.Console.WriteLine("failed: " + e.Message);
                    Thread.Sleep(PrintMilliseconds);
                }
            }
        }
    }
}
