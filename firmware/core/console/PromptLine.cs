namespace Pedestal.Core.Console
{
    /// <summary>The prompt and the line being typed behind it.</summary>
    sealed class PromptLine
    {
        readonly ConsoleParts _parts;
        readonly ConsoleOutput _output;
        readonly LineEditor _editor;

        /// <summary>Uses the editor's line; without its echo there is no prompt.</summary>
        internal PromptLine(ConsoleParts parts, ConsoleOutput output, LineEditor editor)
        {
            _parts = parts;
            _output = output;
            _editor = editor;
        }

        /// <summary>Prints the prompt.</summary>
        internal void Show()
        {
            if (_editor.Echo)
            {
                _output.Write(_parts.Device + (_parts.IsCaptureMode ? " (stores pictures)" : "")
                    + (_parts.Service.IsOn ? " service> " : "> "));
            }
        }

        /// <summary>Ends the line being typed with some text.</summary>
        internal void End(string text)
        {
            if (_editor.Echo)
            {
                _output.WriteLine(text);
            }
        }

        /// <summary>Prints text in place of the line being typed, which follows again, with a prompt if requested.</summary>
        internal void Interrupt(string text, bool prompts)
        {
            _editor.Hide();
            if (_editor.Echo)
            {
                _output.Put((byte)'\r');
            }

            _output.WriteLine(text);
            if (prompts)
            {
                Show();
            }

            _editor.Show();
        }
    }
}
