using Pedestal.Core.Fleet;
using Pedestal.Core.Lane;
using Pedestal.Core.Lane.Parts;
using Pedestal.Core.Settings;
using Pedestal.Core.Supervision;
using Pedestal.Hal;
using nanoFramework.Runtime.Native;

namespace Pedestal.Firmware
{
    /// <summary>What the main thread does from the end of the start-up on.</summary>
    sealed class ServingLoop
    {
        const int StepMilliseconds = 10;
        readonly Board _board;
        readonly Technician _technician;
        readonly SettingsTrial _trial;
        readonly LaneController _lane;
        readonly RemoteCommands _commands;
        readonly FleetReports _reports;
        readonly ThreadLog _log;

        internal ServingLoop(Board board, Technician technician, SettingsTrial trial, LaneParts parts,
            GuardedThread[] threads)
        {
            _board = board;
            _technician = technician;
            _trial = trial;
            _lane = technician.Parts.Lane;
            _commands = new RemoteCommands(technician.Parts, parts);
            _reports = new FleetReports(technician.Parts, parts, _commands);
            _log = new ThreadLog(technician.Parts.Log, threads);
        }

        /// <summary>One step of the lane and of everything that goes on beside it.</summary>
        internal void DoRound()
        {
            _lane.Step();
            _board.Ring.Animate(_board.Clock.NowMicroseconds());
            _technician.Poll();
            _commands.Poll();
            _reports.Poll();
            _log.Look();
            if (_trial.Watch(_technician.Parts.Link.IsConnected(), _board.Clock.NowMicroseconds()) == TrialVerdict.RolledBack)
            {
                Power.RebootDevice();
            }

            _board.Clock.Sleep(StepMilliseconds);
        }
    }
}
