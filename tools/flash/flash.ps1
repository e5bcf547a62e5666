# From a bare ESP32-S3 board to a running pedestal; see README.md beside this file.
param([string]$Port, [switch]$Bare, [string]$Console, [string]$Keys, [string]$Settings, [string]$Code)
$ErrorActionPreference = 'Stop'
$root = Split-Path (Split-Path $PSScriptRoot)
$target = 'ESP32_S3_OCTAL'
# Given, because nanoff has worked it out wrongly for some targets (nanoframework/Home issue 1835).
$address = '0x1B0000'
$app = Join-Path $root 'firmware/app/bin/Release'
if (-not ($Port -or $Console)) {
  throw 'usage: flash.ps1 [-Port PORT [-Bare]] [-Console PORT [-Keys FILE.keys.json] [-Settings FILE] [-Code CODE]]'
}

# Every assembly padded to four bytes, the application last: the CLR reads them one after the other.
function New-Image([string]$path) {
  $main = Join-Path $app 'Pedestal.Firmware.pe'
  if (-not (Test-Path $main)) { throw "no $main; build Pedestal.Firmware.nfproj in Release first" }
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

# Sends a command of the console and waits for the object that ends its answer; what else is printed is passed over.
function Send-Command($serial, [string]$what, [string]$line) {
  $serial.Write("$line --json`r")
  do { $answer = $serial.ReadLine().Trim() } while (-not $answer.StartsWith('{"command":"'))
  $end = $answer | ConvertFrom-Json
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
    }
    if ($Settings) {
      foreach ($line in Get-Content $Settings | Where-Object { $_ -match '^[^#=]+=' }) {
        $name, $value = $line -split '=', 2
        Set-One $serial $name.Trim() $value.Trim()
      }
    }
    Send-Command $serial 'the settings' 'config save'
    $serial.Write("reboot`r")
  }
  finally { $serial.Close() }
}
