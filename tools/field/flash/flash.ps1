<#
.SYNOPSIS
Turns a bare ESP32-S3 board into a running pedestal; see README.md beside this file.
.PARAMETER Port
Write the deployment image over this USB port.
.PARAMETER Bare
First erase everything and write the firmware image.
.PARAMETER Console
Store settings over the console's serial port, and reboot.
.PARAMETER Keys
The pedestal's key file, from "venue provision".
.PARAMETER Settings
Files of settings, one name=value per line.
.PARAMETER Code
The pedestal's service code, if it has one.
#>
param([string]$Port, [switch]$Bare, [string]$Console, [string]$Keys, [string[]]$Settings = @(), [string]$Code)
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path (Split-Path $PSScriptRoot))
$target = 'ESP32_S3_OCTAL'
# Set here, because nanoff gets it wrong for some targets (nanoframework/Home issue 1835).
$address = '0x1B0000'
$app = Join-Path $root 'firmware/app/bin/Release'

# This computer's serial ports, in one line.
function Get-Ports {
  $ports = @([IO.Ports.SerialPort]::GetPortNames() | Sort-Object)
  if ($ports) { "Serial ports here: $($ports -join ', ')." }
  else { 'This computer has no serial port: plug in the board, with a cable that carries data.' }
}

if (-not ($Port -or $Console)) { throw "Give -Port, -Console or both; 'Get-Help $PSCommandPath -Detailed' says more. $(Get-Ports)" }
if ($Bare -and -not $Port) { throw "-Bare needs -Port. $(Get-Ports)" }
if (($Keys -or $Settings -or $Code) -and -not $Console) { throw "-Keys, -Settings and -Code need -Console. $(Get-Ports)" }
foreach ($name in @($Port, $Console) | Where-Object { $_ -and $_ -notin [IO.Ports.SerialPort]::GetPortNames() -and -not (Test-Path $_) }) {
  throw "${name}: there is no such port. $(Get-Ports)"
}
foreach ($file in @($Keys) + $Settings | Where-Object { $_ -and -not (Test-Path $_ -PathType Leaf) }) {
  throw "${file}: there is no such file."
}

# Pads every assembly to four bytes and puts the application last: the CLR reads them one after the other.
function New-Image([string]$path) {
  $main = Join-Path $app 'Pedestal.Firmware.pe'
  if (-not (Test-Path $main)) { throw "$main is missing; build Pedestal.Firmware.nfproj in Release first" }
  $files = @(Get-ChildItem $app -Filter *.pe | Where-Object Name -ne 'Pedestal.Firmware.pe' | Sort-Object Name)
  $stream = [IO.File]::Create($path)
  try {
    foreach ($file in $files.FullName + $main) {
      $bytes = [IO.File]::ReadAllBytes($file)
      $stream.Write($bytes, 0, $bytes.Length)
      while ($stream.Length % 4) { $stream.WriteByte(0) }
    }
  }
  finally { $stream.Dispose() }
}

function Invoke-Nanoff {
  & nanoff --target $target --serialport $Port @args
  if ($LASTEXITCODE) { throw "nanoff ended with $LASTEXITCODE" }
}

# Sends a console command and waits for the object that ends its reply; other output is skipped.
function Send-Command($serial, [string]$what, [string]$line) {
  $serial.Write("$line --json`r")
  do { $reply = $serial.ReadLine().Trim() } while (-not $reply.StartsWith('{"command":"'))
  $end = $reply | ConvertFrom-Json
  if (-not $end.ok) { throw "$what was refused: $($end.error)" }
}

function Set-One($serial, [string]$name, [string]$value) {
  Send-Command $serial $name "config set $name $value"
  Write-Output "flash: $name set"
}

if ($Port) {
  $image = New-TemporaryFile
  try {
    New-Image $image.FullName
    if ($Bare) { Invoke-Nanoff --update --masserase }
    Invoke-Nanoff --deploy --image $image.FullName --address $address
  }
  finally { Remove-Item $image }
}

if ($Console) {
  $serial = [IO.Ports.SerialPort]::new($Console, 115200)
  $serial.ReadTimeout = 10000
  $serial.NewLine = "`n"
  $serial.Open()
  try {
    $serial.Write([string][char]3)
    Send-Command $serial 'echo' 'echo off'
    if ($Code) { Send-Command $serial 'the service code' "service $Code" }
    if ($Keys) {
      $key = Get-Content $Keys -Raw | ConvertFrom-Json
      Set-One $serial venue $key.venue
      Set-One $serial device $key.device
      Set-One $serial match.key $key.match
      Set-One $serial ticket.key $key.ticket
      if ($key.fleet) { Set-One $serial fleet.key $key.fleet }
      if ($key.broker) {
        Set-One $serial broker.user $key.device
        Set-One $serial broker.password $key.broker
      }
    }
    foreach ($file in $Settings) {
      foreach ($line in Get-Content $file | Where-Object { $_ -match '^[^#=]+=' }) {
        $name, $value = $line -split '=', 2
        Set-One $serial $name.Trim() $value.Trim()
      }
    }
    Send-Command $serial 'the settings' 'config save'
    $serial.Write("reboot`r")
  }
  finally { $serial.Close() }
}
