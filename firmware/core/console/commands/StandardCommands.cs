namespace Pedestal.Core.Console.Commands
{
    /// <summary>Creates a pedestal's console with all its commands.</summary>
    public static class StandardCommands
    {
        /// <summary>Creates it. Self test and captures share a frame of their own.</summary>
        public static DiagnosticConsole Create(ConsoleParts parts)
        {
            var frame = parts.Recorder.Frame;
            var echo = new EchoCommand();
            var console = new DiagnosticConsole(parts, new ConsoleCommand[]
            {
                new StatusCommand(parts), new InfoCommand(parts), new SelfTestCommand(parts, frame), new LatencyCommand(parts),
                new LogCommand(parts), new NetCommand(parts), new MqttCommand(parts), new TimeCommand(parts),
                new MemoryCommand(parts), new ConfigCommand(parts), new ServiceCommand(parts), new SensorCommand(parts),
                new CaptureCommand(parts, frame), new RecordCommand(parts), echo, new RebootCommand(parts), new FactoryResetCommand(parts),
            });
            echo.Attach(console);
            return console;
        }
    }
}
